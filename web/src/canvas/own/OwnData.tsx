/** What a learner brings: files dropped or chosen, points set and pictures drawn; each a button. */

import { useEffect, useState } from 'react'
import type { OwnSet, OwnSort } from '../../api/own'
import { useSay, useT, type Key } from '../../i18n'
import type { Config, DataSpec } from '../../model/document'
import { useOwn } from '../../state/own'
import { whole } from '../../ui/numbers'
import { FileZone } from './FileZone'
import { OwnGatherDialog } from './OwnGatherDialog'
import { OwnImagesDialog } from './OwnImagesDialog'
import { OwnPointsDialog } from './OwnPointsDialog'
import { OwnTableDialog } from './OwnTableDialog'
import { OwnTextDialog } from './OwnTextDialog'
import { OwnTextsDialog } from './OwnTextsDialog'
import './own.css'

export type ChooseOwn = (dataset: string, options: Config) => void

interface OwnDataProps {
  readonly sort: OwnSort
  readonly data: DataSpec | null
  readonly choose: ChooseOwn
}

/** A window that is open: one to make a set, or the one of a set, which may have just come. */
type Open = 'points' | 'files' | 'drawing' | { readonly id: string; readonly fresh: boolean } | null

/** The files that a set is made of. */
const FILES: Partial<Record<OwnSort, { accept: string; label: Key; drop: Key }>> = {
  table: { accept: '.csv,.tsv,.txt,text/csv', label: 'own.file', drop: 'own.drop' },
  images: { accept: '.zip,application/zip', label: 'own.zipFile', drop: 'own.dropZip' },
  texts: { accept: '.csv,.tsv,.txt,.zip', label: 'own.textFile', drop: 'own.dropTexts' },
  text: { accept: '.txt,.md,text/plain', label: 'own.longFile', drop: 'own.dropLong' },
}

/** Sorts that stand on the same list as another one. */
const BESIDE: Partial<Record<OwnSort, OwnSort>> = { texts: 'text' }

export function OwnData({ sort, data, choose }: OwnDataProps) {
  const t = useT()
  const say = useSay()
  const { sets, reading, problem, bring, look } = useOwn()
  const [open, setOpen] = useState<Open>(null)
  useEffect(() => void look(), [look])
  const sorts = [sort, BESIDE[sort]].filter((one) => one !== undefined)
  const mine = sets.filter((one) => sorts.includes(one.about.sort))
  const arrived = (set: OwnSet): void => {
    setOpen({ id: set.id, fresh: !mine.some(({ id }) => id === set.id) })
  }
  const take = async (file: File, as: OwnSort): Promise<void> => {
    const brought = await bring(as, file)
    if (!brought) return
    if (as === 'table') choose(brought.dataset, { set: brought.id })
    arrived(brought)
  }
  return (
    <section className="own-data nodrag" aria-label={t('own.title')}>
      <h4>{t('own.title')}</h4>
      {mine.map((one) => (
        <Kept
          key={one.id}
          set={one}
          data={data}
          choose={choose}
          edit={() => setOpen({ id: one.id, fresh: false })}
        />
      ))}
      {sorts.map((one) => {
        const files = FILES[one]
        if (!files) return null
        return (
          <FileZone
            key={one}
            label={t(files.label)}
            accept={files.accept}
            disabled={reading}
            take={([file]) => file && void take(file, one)}
          >
            {t(reading ? 'own.reading' : files.drop)}
          </FileZone>
        )
      })}
      <Makers sort={sort} open={setOpen} />
      {problem && open === null && (
        <p className="problem-text" role="alert">
          {say(problem.message)}
        </p>
      )}
      <Window open={open} setOpen={setOpen} data={data} choose={choose} arrived={arrived} />
    </section>
  )
}

const MAKERS = {
  points: ['points'],
  images: ['files', 'drawing'],
  table: [],
  texts: [],
  text: [],
} as const
const MAKER_TEXTS = { points: 'own.points', files: 'own.byClass', drawing: 'own.draw' } as const

/** Windows in which a set is made by hand. */
function Makers({ sort, open }: { sort: OwnSort; open: (window: Open) => void }) {
  const t = useT()
  return (
    <div className="own-makers">
      {MAKERS[sort].map((window) => (
        <button key={window} type="button" className="button pill" onClick={() => open(window)}>
          {t(MAKER_TEXTS[window])}
        </button>
      ))}
    </div>
  )
}

interface WindowProps {
  readonly open: Open
  readonly setOpen: (window: Open) => void
  readonly data: DataSpec | null
  readonly choose: ChooseOwn
  readonly arrived: (set: OwnSet) => void
}

function Window({ open, setOpen, data, choose, arrived }: WindowProps) {
  const { sets, remove } = useOwn()
  const close = (): void => setOpen(null)
  if (open === null) return null
  if (open === 'points') return <OwnPointsDialog choose={choose} close={close} />
  if (open === 'files' || open === 'drawing')
    return <OwnGatherDialog source={open} close={close} brought={arrived} />
  const set = sets.find(({ id }) => id === open.id)
  if (set?.about.sort === 'table')
    return (
      <OwnTableDialog
        set={set}
        table={set.about}
        data={data}
        choose={choose}
        open={(id) => setOpen(id === null ? null : { id, fresh: false })}
      />
    )
  if (!set) return null
  const end = (kept: boolean): void => {
    close()
    if (open.fresh && !kept) void remove(set.id)
  }
  const shared = { set, fresh: open.fresh, data, choose, close: end }
  if (set.about.sort === 'images') return <OwnImagesDialog {...shared} images={set.about} />
  if (set.about.sort === 'texts')
    return <OwnTextsDialog {...shared} texts={set.about} arrived={arrived} />
  if (set.about.sort === 'text') return <OwnTextDialog {...shared} text={set.about} />
  return null
}

interface KeptProps {
  readonly set: OwnSet
  readonly data: DataSpec | null
  readonly choose: ChooseOwn
  readonly edit: () => void
}

/** Sorts with settings of their own, which are seen before they are learned from. */
const ASKED = new Set<OwnSort>(['images', 'texts', 'text'])
const EDIT = {
  points: 'own.points',
  table: 'own.columns',
  images: 'own.look',
  texts: 'own.lookTexts',
  text: 'own.lookText',
} as const
const ROWS = {
  points: 'own.count',
  table: 'own.rows',
  images: 'own.pictures',
  texts: 'own.texts',
  text: 'own.characters',
} as const
const counted = (count: number) => ({ count, rows: whole(count) })

function Kept({ set, data, choose, edit }: KeptProps) {
  const t = useT()
  const chosen = data?.options?.set === set.id
  return (
    <div className="own-set">
      <button
        type="button"
        className="own-name"
        aria-pressed={chosen}
        onClick={() => {
          if (chosen) return
          if (ASKED.has(set.about.sort)) edit()
          else choose(set.dataset, { set: set.id })
        }}
      >
        <span>{set.name}</span>
        <small>{t(ROWS[set.about.sort], counted(set.about.rows))}</small>
      </button>
      {chosen && set.about.sort !== 'points' && (
        <button type="button" className="button pill" onClick={edit}>
          {t(EDIT[set.about.sort])}
        </button>
      )}
      {!chosen && (
        <button
          type="button"
          className="button pill"
          aria-label={t('own.remove', { name: set.name })}
          onClick={() => void useOwn.getState().remove(set.id)}
        >
          ×
        </button>
      )}
    </div>
  )
}
