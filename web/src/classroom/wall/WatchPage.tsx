import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { useT } from '../../i18n'
import { useRun } from '../../live/run'
import { visit } from '../../live/visit'
import { asDocument } from '../../model/read'
import { openDocument } from '../../state/actions'
import { withoutPlaces } from '../../state/arranged'
import { useCatalog } from '../../state/catalog'
import { startMeddling } from '../../meddling'
import { startChecking } from '../../state/checking'
import { currentDocument, useGraph } from '../../state/graph'
import { unguide, useGuide } from '../../state/guide'
import { learnKinds } from '../../live/facts'
import { readable, whole } from '../../ui/numbers'
import { Frame } from '../../Workspace'
import { Bar } from '../Bar'
import { followWall, useWall } from './store'
import { CONDITIONS } from './TileCard'
import { conditionOf } from './tiles'

interface WatchProps {
  readonly course: string
  readonly person: string
}

/** One learner's workspace as it is now, to be looked at and asked, not to be changed. */
export function WatchPage({ course, person }: WatchProps) {
  const t = useT()
  const tile = useWall(({ tiles }) => tiles[person])
  const heard = useWall((wall) => wall.heard)
  const run = tile?.run ?? null
  const shown = useVisit(run)
  useEffect(() => followWall(course), [course])
  const name = tile?.name ?? ''
  const top = (
    <div>
      <Bar title={<h1>{name}</h1>}>
        <Standing person={person} />
        <Link className="button pill" href={`/teach/${course}`}>
          {t('wall.backToWall')}
        </Link>
      </Bar>
      {tile && (
        <p className="watch-banner" role="status">
          {t('wall.watching', { name })}
        </p>
      )}
    </div>
  )
  if (shown) return <Frame top={top} />
  return (
    <>
      {top}
      {tile && run === null ? (
        <main className="class-page soft">{t('wall.watchNone', { name })}</main>
      ) : (
        <main className="class-page soft">{heard ? t('wall.watchWaiting') : ''}</main>
      )}
    </>
  )
}

/** Whether the network of this run stands on the canvas. */
function useVisit(run: string | null): boolean {
  const [shown, setShown] = useState<string | null>(null)
  useEffect(() => {
    if (run === null) return
    let stops: (() => void)[] = []
    let gone = false
    const start = async () => {
      learnKinds(useCatalog.getState().catalog ?? (await useCatalog.getState().load()))
      if (gone) return
      let first = true
      const look = visit(run, (document) => {
        const network = asDocument(document)
        // Placed for this window: the learner's may be of another size.
        if (first || !currentDocument()) openDocument(withoutPlaces(network))
        else useGraph.getState().follow(network)
        first = false
        setShown(run)
      })
      useGuide.setState({ allow: [], by: 'watching' })
      stops = [look, startChecking(), startMeddling(), unguide]
    }
    void start()
    return () => {
      gone = true
      stops.forEach((stop) => stop())
      useGraph.setState({ history: null, selected: [], edge: null })
    }
  }, [run])
  return run !== null && shown === run
}

/** Where the run stands, in the words of the tile and the numbers of this moment. */
function Standing({ person }: { person: string }) {
  const t = useT()
  const tile = useWall(({ tiles }) => tiles[person])
  const step = useRun(({ status }) => status?.step ?? null)
  if (!tile) return null
  const condition = conditionOf(tile)
  return (
    <span className="watch-standing">
      <span className={`tile-chip ${condition}`}>{t(CONDITIONS[condition])}</span>
      <span className="mono soft">
        {t('wall.step')} <b>{step === null ? '–' : whole(step)}</b>
      </span>
      <span className="mono soft">
        {t('wall.loss')} <b>{tile.loss === null ? '–' : readable(tile.loss)}</b>
      </span>
    </span>
  )
}
