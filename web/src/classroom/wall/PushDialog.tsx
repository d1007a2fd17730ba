import { useEffect, useState } from 'react'
import { pushNetwork, type Course } from '../../api/classes'
import { useSay, useT, type Key } from '../../i18n'
import type { NetDocument } from '../../model/document'
import { useAsked } from '../../state/asked'
import { useDatasetKind, useLayerKind } from '../../state/catalog'
import { useUi } from '../../state/ui'
import { useAttempt } from '../attempt'
import { Modal } from '../../ui/Modal'
import { Refusal } from '../Refusal'
import { sources, type Source } from './sources'

const GROUPS: readonly { group: Source['group']; title: Key }[] = [
  { group: 'own', title: 'wall.fromOwn' },
  { group: 'lessons', title: 'wall.fromLessons' },
  { group: 'saved', title: 'wall.fromSaved' },
  { group: 'starters', title: 'wall.fromStarters' },
]

interface PushProps {
  readonly course: Course
  readonly learners: number
  readonly onClose: () => void
}

/** Choose a network, see what will happen, give it to everybody. */
export function PushDialog({ course, learners, onClose }: PushProps) {
  const t = useT()
  const found = useAsked('sources', sources)
  const [chosen, setChosen] = useState<Source | null>(null)
  const [network, setNetwork] = useState<NetDocument | null>(null)
  const attempt = useAttempt()
  useEffect(() => {
    if (!chosen) return
    let gone = false
    void chosen.open().then((opened) => {
      if (!gone) setNetwork(opened)
    })
    return () => {
      gone = true
    }
  }, [chosen])
  const push = async () => {
    if (!network) return
    const answer = await attempt.run(() => pushNetwork(course.id, network))
    if (!answer) return
    useUi.getState().say(t('wall.pushed', { count: answer.reached }))
    onClose()
  }
  return (
    <Modal title={t('wall.pushTitle', { course: course.name })} className="push" onClose={onClose}>
      <div className="push-sources">
        {GROUPS.map(({ group, title }) => (
          <Group
            key={group}
            title={t(title)}
            sources={(found.value ?? []).filter((source) => source.group === group)}
            chosen={chosen}
            choose={(source) => {
              setNetwork(null)
              setChosen(source)
            }}
          />
        ))}
        <Refusal problem={found.problem} />
      </div>
      <div className="push-preview" aria-live="polite">
        {network && chosen ? (
          <Preview network={network} source={chosen} />
        ) : (
          <p className="soft">{t('wall.pushChoose')}</p>
        )}
      </div>
      <footer>
        <p className="soft">{t('wall.pushWhat')}</p>
        <Refusal problem={attempt.problem} />
        <button
          type="button"
          className="button primary"
          disabled={!network || attempt.busy}
          onClick={() => void push()}
        >
          {t('wall.pushAction', { count: learners })}
        </button>
      </footer>
    </Modal>
  )
}

interface GroupProps {
  readonly title: string
  readonly sources: readonly Source[]
  readonly chosen: Source | null
  readonly choose: (source: Source) => void
}

function Group({ title, sources, chosen, choose }: GroupProps) {
  if (sources.length === 0) return null
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {sources.map((source) => (
        <button
          key={source.key}
          type="button"
          className="menu-entry"
          aria-pressed={source.key === chosen?.key}
          onClick={() => choose(source)}
        >
          <Named source={source} />
        </button>
      ))}
    </section>
  )
}

function Named({ source: { name } }: { source: Source }) {
  const t = useT()
  const say = useSay()
  return typeof name === 'string' ? name || t('app.unnamed') : say(name)
}

function Preview({ network, source }: { network: NetDocument; source: Source }) {
  const say = useSay()
  const dataset = useDatasetKind(network.data?.dataset)
  return (
    <>
      <b>
        <Named source={source} />
      </b>
      <p className="soft">{dataset && say(dataset.label)}</p>
      <ol>
        {network.nodes.map((node) => (
          <Layer key={node.id} kind={node.kind} config={node.config ?? {}} />
        ))}
      </ol>
    </>
  )
}

/** One layer with the number that tells its size. */
function Layer({ kind, config }: { kind: string; config: Record<string, unknown> }) {
  const say = useSay()
  const known = useLayerKind(kind)
  const size = config.units ?? config.filters
  return (
    <li>
      {known ? say(known.label) : kind}
      {typeof size === 'number' && <span className="mono"> {size}</span>}
    </li>
  )
}
