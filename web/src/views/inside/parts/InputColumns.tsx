/** Tables and points from inside: one line for each column, and the working of one number. */

import { useRef, useState } from 'react'

import { useSay, useT } from '../../../i18n'
import { useFacts } from '../../../live/facts'
import type { RawSample } from '../../../live/raw'
import { named } from '../../../model/catalog'
import { useCatalog } from '../../../state/catalog'
import { timesOf, useMeddle } from '../../../state/meddle'
import { readable, short, typable, whole } from '../../../ui/numbers'
import { featureName, prettyFeature } from '../../../ui/pretty'
import { Spoken } from '../../Spoken'
import type { InsideProps } from '../inside'
import { useEntering } from './entering'
import { Explained } from './Explained'
import { InputTable, type Line } from './InputTable'
import { featureOf, madeOf, rawText, SYMBOLS, workingOf, type Made } from './preparing'
import { Sentence } from './Sentence'
import { StepsExplained } from './StepsExplained'

interface ColumnsProps extends InsideProps {
  readonly sample: RawSample
}

export function InputColumns({ node, kind, sample }: ColumnsProps) {
  const t = useT()
  const root = useRef<HTMLDivElement>(null)
  const [asked, choose] = useState(0)
  const sayHow = useHow()
  const made = madeOf(sample)
  const taken = node.columns ?? sample.features
  const places = sample.features.map((name) => taken.indexOf(name))
  // Two columns of a table may give inputs of one name; all of them come in, in order.
  const placeOf = (n: number): number => (node.columns ? (places[n] ?? -1) : n)
  const chosen = Math.min(asked, taken.length - 1)
  const one = made[node.columns ? places.indexOf(chosen) : chosen]
  const times = useTimes(node.id, chosen)
  useEntering(root, node)
  return (
    <>
      <div className="input-stage" ref={root}>
        <InputTable lines={linesOf(made, placeOf, sayHow)} chosen={chosen} choose={choose} />
        {one && (
          <Sentence
            pieces={[{ text: `${featureName(one.cell.column)}: ` }, ...workingOf(t, one)]}
            at={chosen}
            times={times}
          />
        )}
        <p className="soft input-note">
          {t(sample.steps.length > 0 ? 'data.fromTraining' : 'data.raw')}
        </p>
        <Spoken body={root} />
      </div>
      <StepsExplained kind={kind} steps={one?.steps ?? []} />
    </>
  )
}

export function InputPoint({ node, kind, sample }: ColumnsProps) {
  const t = useT()
  const root = useRef<HTMLDivElement>(null)
  const [asked, choose] = useState(0)
  const dataset = useFacts((facts) => facts.data?.dataset ?? '')
  const code = useCatalog((state) => named(state.catalog?.datasets ?? [], dataset)?.code)
  const [x1 = NaN, x2 = NaN] = Array.from(sample.point ?? [])
  const names = node.columns ?? sample.features
  const chosen = Math.min(asked, names.length - 1)
  const { tex, pieces } = featureOf(names[chosen] ?? 'x1', x1, x2)
  const times = useTimes(node.id, chosen)
  const lines = names.map((name, at) => ({
    name: prettyFeature(name),
    raw: coordinates(name, x1, x2),
    how: FORMULAS[name] ?? '',
    numbers: [{ at, name: '' }],
  }))
  useEntering(root, node)
  return (
    <>
      <div className="input-stage" ref={root}>
        <p className="input-note">
          {t('insideInput.point')}{' '}
          <span className="mono">
            <span data-symbol="x1">x₁ = {short(x1)}</span>;{' '}
            <span data-symbol="x2">x₂ = {short(x2)}</span>
          </span>
        </p>
        <InputTable lines={lines} chosen={chosen} choose={choose} />
        <Sentence pieces={pieces} at={chosen} times={times} />
        <Spoken body={root} />
      </div>
      <Explained kind={{ formula: tex, code: code ?? kind.code }} symbols={SYMBOLS.point ?? {}} />
    </>
  )
}

const FORMULAS: Readonly<Record<string, string>> = {
  x1: 'x₁',
  x2: 'x₂',
  x1_squared: 'x₁ · x₁',
  x2_squared: 'x₂ · x₂',
  x1_x2: 'x₁ · x₂',
  sin_x1: 'sin x₁',
  sin_x2: 'sin x₂',
}

function coordinates(name: string, x1: number, x2: number): string {
  const shown = [name.includes('x1') && short(x1), name.includes('x2') && short(x2)]
  return shown.filter(Boolean).join('; ')
}

/** What a hand does to this number on its way, in words. */
function useTimes(node: string, unit: number): string | null {
  const t = useT()
  const times = useMeddle(({ list }) => timesOf(list, node, unit))
  return times === 1 ? null : t('insideInput.byHand', { times: typable(times) })
}

/** One line for each cell of which something comes in. */
function linesOf(
  made: readonly Made[],
  placeOf: (n: number) => number,
  sayHow: (one: Made) => string,
): Line[] {
  const lines: { line: Line; cell: Made['cell'] }[] = []
  made.forEach((one, n) => {
    const at = placeOf(n)
    if (at < 0) return
    const number = { at, name: one.level ?? '' }
    const last = lines.at(-1)
    if (last?.cell === one.cell)
      last.line = { ...last.line, numbers: [...last.line.numbers, number] }
    else {
      const { cell } = one
      const name = featureName(cell.column)
      const line = { name, raw: rawText(cell), how: sayHow(one), numbers: [number] }
      lines.push({ line, cell })
    }
  })
  return lines.map(({ line }) => line)
}

/** How a column is prepared, in a few words with its figures. */
function useHow(): (one: Made) => string {
  const t = useT()
  const say = useSay()
  const kinds = useCatalog((state) => state.catalog?.preprocessing) ?? []
  return ({ cell, level, filled, scaling, steps }) => {
    const told = steps.map((name) => {
      const step = named(kinds, name)
      const title = step ? say(step.label) : name
      if (name === 'fill_missing')
        return `${title}: ${typeof filled === 'number' ? readable(filled) : (filled ?? '')}`
      if (name === 'one_hot')
        return `${title}: ${t('insideInput.names', { count: cell.inputs.length, n: whole(cell.inputs.length) })}`
      if (scaling === null || level !== null) return title
      const figures = Object.keys(step?.figures ?? {}).map((figure, n) => {
        const words = step?.figures[figure]
        // German writes nouns large wherever they stand.
        const word = words ? say({ en: words.en.toLowerCase(), de: words.de }) : figure
        return `${word} ${readable(scaling.figures[n] ?? NaN)}`
      })
      return `${title}: ${figures.join(', ')}`
    })
    return told.length === 0 ? t('insideInput.asIs') : told.join(' → ')
  }
}
