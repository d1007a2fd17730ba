import { useCallback, useEffect, useMemo, useRef, useState, type SyntheticEvent } from 'react'
import type { Binding, FormulaBlock } from '../../api/lessons'
import { useT } from '../../i18n'
import { useLive } from '../../live/hooks'
import { useRun } from '../../live/run'
import { sampleOf, useSample } from '../../live/sample'
import { useGuide } from '../../state/guide'
import { markSymbols } from '../../ui/marks'
import { Tex } from '../../ui/Tex'
import { valueAt } from '../../wire/frames'
import { knobOf, litBy, symbolsIn, withLetters, withNumbers } from '../symbols'
import { Words } from '../Words'

/** Digits that change with every frame cannot be read. */
const READ_EVERY_MS = 200
const NOWHERE = { current: null }

/** A formula, and below it the same with the numbers of the learner's network. */
export default function Formula({ block }: { block: FormulaBlock }) {
  const t = useT()
  const names = useMemo(() => symbolsIn(block.tex), [block.tex])
  const { values, tell } = useReadings()
  const mark = useCallback((element: HTMLElement) => markSymbols(element, names), [names])
  const point = ({ target }: SyntheticEvent) => {
    const name = (target as Element).closest<HTMLElement>('[data-symbol]')?.dataset.symbol
    const binding = name === undefined ? undefined : block.symbols[name]
    useGuide.setState({ lit: binding ? litBy(binding) : null })
  }
  const letters = useMemo(() => withLetters(block.tex), [block.tex])
  const numbers = withNumbers(block.tex, values)
  return (
    <figure
      className="block formula-block"
      onPointerOver={point}
      onPointerLeave={() => useGuide.setState({ lit: null })}
      onFocus={point}
      onBlur={() => useGuide.setState({ lit: null })}
    >
      <div role="group" aria-label={t('lessons.formula')}>
        <Tex tex={letters} display onSet={mark} />
      </div>
      {names.length > 0 && (
        <div role="group" aria-label={t('lessons.withNumbers')} className="with-numbers">
          <Tex tex={numbers} display onSet={mark} />
        </div>
      )}
      {Object.entries(block.symbols).map(([name, binding]) => (
        <Reading key={name} binding={binding} tell={(value) => tell(name, value)} />
      ))}
      {block.words && (
        <figcaption>
          <Words passage={block.words} />
        </figcaption>
      )}
    </figure>
  )
}

/** The newest numbers, given to React a few times a second. */
function useReadings() {
  const [values, setValues] = useState<Readonly<Record<string, number>>>({})
  const newest = useRef<Record<string, number>>({})
  const timer = useRef(0)
  const tell = (name: string, value: number) => {
    if (Object.is(newest.current[name], value)) return
    newest.current[name] = value
    timer.current ||= window.setTimeout(() => {
      timer.current = 0
      setValues({ ...newest.current })
    }, READ_EVERY_MS)
  }
  useEffect(() => () => window.clearTimeout(timer.current), [])
  return { values, tell }
}

interface ReadingProps {
  readonly binding: Binding
  readonly tell: (value: number) => void
}

/** Asks for the number behind one symbol. */
function Reading({ binding, tell }: ReadingProps) {
  if (binding.knob !== undefined) return <Knob name={binding.knob} tell={tell} />
  const { node, weight, index, unit } = binding
  if (node === undefined) return null
  if (weight !== undefined && index) return <Weight {...{ node, weight, index, tell }} />
  return <Answer node={node} unit={unit ?? 0} tell={tell} />
}

function Weight(props: {
  node: string
  weight: string
  index: readonly number[]
  tell: (value: number) => void
}) {
  const { node, weight, index, tell } = props
  useLive(NOWHERE, { probe: 'element', node, weight, index: [...index] }, (handle) => {
    const part = handle.frame()?.parts[0]
    tell(part ? valueAt(part, 0) : NaN)
  })
  return null
}

/** What a unit answers for the example that the pictures show. */
function Answer({ node, unit, tell }: { node: string; unit: number; tell: (n: number) => void }) {
  const sample = useSample()
  useLive(NOWHERE, { probe: 'unit', node, index: [unit], sample: sampleOf(sample) }, (handle) => {
    const output = handle.frame()?.parts[4]
    tell(output ? valueAt(output, 0) : NaN)
  })
  return null
}

function Knob({ name, tell }: { name: string; tell: (value: number) => void }) {
  const value = useRun(({ status }) => (status ? knobOf(status.knobs, name) : NaN))
  useEffect(() => tell(value))
  return null
}
