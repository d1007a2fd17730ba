import { memo, useEffect, useState } from 'react'
import type { OwnSort } from '../api/own'
import { useSay, useT } from '../i18n'
import type { DatasetKind } from '../model/catalog'
import { named } from '../model/catalog'
import type { Config, DataSpec } from '../model/document'
import { chooseDataset, setData } from '../model/edits'
import { Locked } from '../panels/Locked'
import { useCatalog, useDatasetKind } from '../state/catalog'
import { useAllowed, useFaded } from '../state/guide'
import { useCanvas } from '../state/canvas'
import { currentDocument, useDocument, useGraph } from '../state/graph'
import { useSamples } from '../state/samples'
import { whole } from '../ui/numbers'
import { Modal } from '../ui/Modal'
import { Tabs } from '../ui/Tabs'
import { DataSettings } from './DataSettings'
import { OwnData } from './own/OwnData'
import { Preparation } from './Preparation'
import { Thumbnail } from './Thumbnail'

const GROUPS = ['points', 'table', 'image', 'tokens', 'sequence'] as const
type Group = (typeof GROUPS)[number]
const TITLES = {
  points: 'data.plane',
  table: 'data.tables',
  image: 'data.images',
  tokens: 'data.texts',
  sequence: 'data.series',
} as const

/** Which samples somebody may bring, and as what sort. */
const OWN: Partial<Record<Group, OwnSort>> = {
  points: 'points',
  table: 'table',
  image: 'images',
  tokens: 'texts',
}

/** Where the network begins: which data, how much of it, how noisy. */
export const DataCard = memo(function DataCard() {
  const t = useT()
  const say = useSay()
  const data = useDocument()?.data ?? null
  const chosen = useDatasetKind(data?.dataset)
  const allowed = useAllowed('data')
  const faded = useFaded('data')
  return (
    <section className={`node-card data-card${faded ? ' faded' : ''}`} aria-label={t('data.title')}>
      <header>
        <h3>{t('data.title')}</h3>
        <span className="shape">{chosen ? say(chosen.label) : ''}</span>
      </header>
      {allowed ? <Choice data={data} chosen={chosen} /> : <Kept chosen={chosen} />}
      {chosen && data ? (
        <>
          <Fetching kind={chosen} />
          <DataSettings kind={chosen} data={data} />
          <Preparation dataset={chosen.name} />
          {allowed && <About kind={chosen} />}
        </>
      ) : (
        <p className="soft">{t('data.noData')}</p>
      )}
    </section>
  )
})

interface ChoiceProps {
  readonly data: DataSpec | null
  readonly chosen: DatasetKind | undefined
}

/** Every data set as a picture of itself, by the type of its samples. */
function Choice({ data, chosen }: ChoiceProps) {
  const t = useT()
  const datasets = useCatalog((state) => state.catalog?.datasets) ?? []
  // A tab opened by hand counts until another set is chosen.
  const [opened, setOpened] = useState<{ group: Group; dataset: string | undefined } | null>(null)
  const group =
    opened?.dataset === data?.dataset && opened ? opened.group : (chosen?.sample_type ?? 'points')
  const own = OWN[group]
  return (
    <>
      <Tabs
        label={t('data.title')}
        names={GROUPS}
        chosen={group}
        text={(name) => t(TITLES[name])}
        onChoose={(name) => setOpened({ group: name, dataset: data?.dataset })}
      />
      <div className="thumbnails">
        {datasets
          .filter((kind) => kind.sample_type === group && !kind.own)
          .map((kind) => (
            <Thumbnail
              key={kind.name}
              kind={kind}
              chosen={kind.name === data?.dataset}
              onChoose={choose}
            />
          ))}
      </div>
      {own && <OwnData key={own} sort={own} data={data} choose={chooseOwn} />}
    </>
  )
}

/** A lesson keeps the data as they are: which ones, and why there is nothing to choose. */
function Kept({ chosen }: { chosen: DatasetKind | undefined }) {
  return (
    <Locked part="data">
      {chosen && (
        <div className="thumbnails">
          <Thumbnail kind={chosen} chosen onChoose={choose} />
        </div>
      )}
    </Locked>
  )
}

/** Another set; options that it knows too are kept. Other pictures have other sizes: all is arranged. */
function choose(kind: DatasetKind): void {
  const now = currentDocument()?.data?.dataset ?? ''
  const type = named(useCatalog.getState().catalog?.datasets ?? [], now)?.sample_type
  if (type !== kind.sample_type) useCanvas.getState().arrangeSoon()
  useGraph.getState().apply((document) => {
    if (document.data?.dataset === kind.name) return document
    const kept = Object.entries(document.data?.options ?? {}).filter(([name]) =>
      named(kind.fields, name),
    )
    return chooseDataset(document, kind.name, Object.fromEntries(kept))
  })
}

/** Small sets would not have enough left to learn from. */
const OWN_SHARE = 0.2

/** A set that was brought; what was set for another one says nothing about its columns. */
function chooseOwn(dataset: string, options: Config): void {
  const kinds = useCatalog.getState().catalog?.datasets ?? []
  const now = named(kinds, currentDocument()?.data?.dataset ?? '')?.sample_type
  if (now !== named(kinds, dataset)?.sample_type) useCanvas.getState().arrangeSoon()
  useGraph.getState().apply((document) => {
    const next = chooseDataset(document, dataset, options)
    const another = document.data?.options?.set !== options.set
    return another ? setData(next, 'validation_split', OWN_SHARE) : next
  })
  useGraph.getState().settle()
}

/** The button and the progress of a set that is not on the server yet. */
function Fetching({ kind }: { kind: DatasetKind }) {
  const t = useT()
  const say = useSay()
  const available = useSamples((state) => state.available[kind.name])
  const refused = useSamples((state) => state.problems[kind.name]?.[0])
  const { look, fetch } = useSamples.getState()
  useEffect(() => void look(kind.name), [kind.name, look])
  if (!available || available.missing === 0) return null
  if (available.missing === null) return <p className="soft">{t('data.cannot')}</p>
  const { fetching, missing } = available
  const problem = fetching?.problem ?? refused
  const percent = fetching ? Math.round((100 * fetching.received) / (fetching.total || 1)) : 0
  return (
    <div className="fetching">
      {problem && <p className="problem-text">{say(problem.message)}</p>}
      {fetching && !fetching.problem ? (
        <>
          <progress max={100} value={percent} aria-label={t('data.fetching', { percent })} />
          <span className="soft">{t('data.fetching', { percent })}</span>
        </>
      ) : (
        <button
          type="button"
          className="button primary nodrag"
          onClick={() => void fetch(kind.name)}
        >
          {t('data.fetch', {
            megabytes: whole(missing / 1e6),
          })}
        </button>
      )}
    </div>
  )
}

/** Opens the card's text in a window: as long as it is, it would push the network out of view. */
function About({ kind }: { kind: DatasetKind }) {
  const t = useT()
  const say = useSay()
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="about-data nodrag" onClick={() => setOpen(true)}>
        {t('data.about')}
      </button>
      {open && (
        <Modal title={say(kind.label)} className="about-data-text" onClose={() => setOpen(false)}>
          <p>{say(kind.about)}</p>
          <p className="soft">{t('data.source', { source: kind.source })}</p>
          <p className="soft">{t('data.license', { license: kind.license })}</p>
        </Modal>
      )}
    </>
  )
}
