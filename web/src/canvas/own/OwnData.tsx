/** What a learner brings: a file dropped or chosen, points set by hand; each set is a button. */

import { useEffect, useRef, useState } from 'react'
import type { OwnSet } from '../../api/own'
import { useSay, useT } from '../../i18n'
import type { Config, DataSpec } from '../../model/document'
import { useOwn } from '../../state/own'
import { whole } from '../../ui/numbers'
import { OwnPointsDialog } from './OwnPointsDialog'
import { OwnTableDialog } from './OwnTableDialog'
import './own.css'

export type ChooseOwn = (dataset: string, options: Config) => void

interface OwnDataProps {
  readonly sort: 'points' | 'table'
  readonly data: DataSpec | null
  readonly choose: ChooseOwn
}

export function OwnData({ sort, data, choose }: OwnDataProps) {
  const t = useT()
  const say = useSay()
  const { sets, reading, problem, bring, look } = useOwn()
  const [open, setOpen] = useState<string | null>(null)
  useEffect(() => void look(), [look])
  const mine = sets.filter((one) => one.about.sort === sort)
  const shown = mine.find((one) => one.id === open)
  const close = () => setOpen(null)
  const take = async (file: File): Promise<void> => {
    const brought = await bring('table', file)
    if (!brought) return
    choose(brought.dataset, { set: brought.id })
    setOpen(brought.id)
  }
  return (
    <section className="own-data nodrag" aria-label={t('own.title')}>
      <h4>{t('own.title')}</h4>
      {mine.map((one) => (
        <Kept key={one.id} set={one} data={data} choose={choose} edit={() => setOpen(one.id)} />
      ))}
      {sort === 'table' ? (
        <FileZone reading={reading} take={(file) => void take(file)} />
      ) : (
        <button type="button" className="button pill" onClick={() => setOpen('points')}>
          {t('own.points')}
        </button>
      )}
      {problem && open === null && (
        <p className="problem-text" role="alert">
          {say(problem.message)}
        </p>
      )}
      {open === 'points' && <OwnPointsDialog choose={choose} close={close} />}
      {shown && <OwnTableDialog set={shown} data={data} choose={choose} open={setOpen} />}
    </section>
  )
}

interface KeptProps {
  readonly set: OwnSet
  readonly data: DataSpec | null
  readonly choose: ChooseOwn
  readonly edit: () => void
}

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
          if (!chosen) choose(set.dataset, { set: set.id })
        }}
      >
        <span>{set.name}</span>
        <small>
          {set.about.sort === 'points'
            ? t('own.count', { count: set.about.rows })
            : t('own.rows', { rows: whole(set.about.rows) })}
        </small>
      </button>
      {chosen && set.about.sort === 'table' && (
        <button type="button" className="button pill" onClick={edit}>
          {t('own.columns')}
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

function FileZone({ reading, take }: { reading: boolean; take: (file: File) => void }) {
  const t = useT()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  return (
    <>
      <button
        type="button"
        className={`own-zone${over ? ' over' : ''}`}
        disabled={reading}
        onClick={() => input.current?.click()}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          const file = event.dataTransfer.files[0]
          if (file) take(file)
        }}
      >
        {t(reading ? 'own.reading' : 'own.drop')}
      </button>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        hidden
        aria-label={t('own.file')}
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) take(file)
          event.target.value = ''
        }}
      />
    </>
  )
}
