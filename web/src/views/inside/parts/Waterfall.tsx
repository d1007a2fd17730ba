/** One unit's sum, term by term: numbers beside bars that begin where the one before ended. */

import { useRef } from 'react'

import { t as translate, useT } from '../../../i18n'
import type { NodeFacts } from '../../../live/facts'
import { useLive } from '../../../live/hooks'
import { useReadable } from '../../../live/readable'
import type { Sample } from '../../../live/sample'
import { useTurns } from '../../../live/turns'
import { readable, whole } from '../../../ui/numbers'
import { put, putSign } from '../../../ui/put'
import type { Working } from '../../terms'
import { workingOf } from '../../working'
import { reachOf, stepsOf, type Step } from './waterfall'

const TERMS = 8

/** A step and what stands before its product: a name, or also an input and its weight. */
type Line = [Step | undefined, [string, number?, number?]]

interface WaterfallProps {
  readonly node: NodeFacts
  readonly index: number[]
  readonly sample: Sample
  readonly biased: boolean
  readonly nameOf: (n: number) => string
}

export function Waterfall({ node, index, sample, biased, nameOf }: WaterfallProps) {
  const t = useT()
  const table = useRef<HTMLTableElement>(null)
  const inTurns = useTurns()
  useLive(
    table,
    { probe: 'unit', node: node.id, index, sample },
    useReadable((handle) => {
      const rows = rowsOf(workingOf(handle.frame()), node, biased, nameOf)
      inTurns(PARTS, (part) => write(table.current, rows, part))
    }),
  )
  return (
    <table ref={table} className="waterfall mono" aria-label={t('insideUnits.terms')}>
      <thead>
        <tr className="soft">
          <th />
          <th>{t('insideUnits.input')}</th>
          <th>{t('insideUnits.weight')}</th>
          <th>{t('insideUnits.product')}</th>
          <th>{t('insideUnits.total')}</th>
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: TERMS }, (_, n) => (
          <Row key={n} what="term" />
        ))}
        <Row what="rest" />
        <Row what="bias" symbol="bias" />
        <Row what="sum" symbol="sum" />
        <tr data-row="output">
          <td colSpan={5}>
            <span data-symbol="activation" />
            <b data-symbol="output" />
          </td>
        </tr>
      </tbody>
    </table>
  )
}

function Row({ what, symbol }: { what: string; symbol?: string }) {
  return (
    <tr data-row={what} data-symbol={symbol} hidden>
      <th scope="row" />
      <td data-symbol={what === 'term' ? 'input' : undefined} />
      <td data-symbol={what === 'term' ? 'weight' : undefined} />
      <td />
      <td className="waterfall-track" aria-hidden />
    </tr>
  )
}

/** What stands in the rows from now on. */
interface Rows {
  readonly lines: readonly Line[]
  readonly reach: readonly [number, number]
  readonly bent: string
  readonly output: string
}

function rowsOf(
  working: Working | null,
  node: NodeFacts,
  biased: boolean,
  nameOf: (n: number) => string,
): Rows {
  const steps = working ? stepsOf(working, TERMS, biased) : []
  const sum = working?.sum ?? NaN
  const all: Step = { what: 'term', term: null, count: 0, by: sum, from: 0, to: sum }
  const terms = steps.filter(({ what }) => what === 'term')
  const rest = steps.find(({ what }) => what === 'rest')
  const lines: Line[] = [
    ...Array.from({ length: TERMS }, (_, n): Line => {
      const term = terms[n]?.term
      return [terms[n], term ? [nameOf(term.at), term.input, term.weight] : ['']]
    }),
    [rest, [translate('insideUnits.others', { n: whole(rest?.count ?? 0) })]],
    [steps.find(({ what }) => what === 'bias'), [translate('insideUnits.bias')]],
    [working ? all : undefined, [translate('insideUnits.sum')]],
  ]
  const named = working && node.activation !== 'linear'
  return {
    lines,
    reach: reachOf(steps, sum),
    bent: named ? `${node.activation}(${readable(sum)}) = ` : '= ',
    output: working ? readable(working.output) : '…',
  }
}

/** Written in frames of their own: the largest terms, those after them, and what all come to. */
const PARTS = 3

function write(
  table: HTMLElement | null,
  { lines, reach, bent, output }: Rows,
  part: number,
): void {
  const all = table?.querySelectorAll<HTMLElement>('tbody > tr') ?? []
  const size = Math.ceil(all.length / PARTS)
  for (let n = part * size; n < (part + 1) * size; n++) {
    const [row, line] = [all[n], lines[n]]
    if (row && line) writeRow(row, line, reach)
  }
  if (part !== PARTS - 1) return
  put(table?.querySelector('[data-row=output] span'), bent)
  put(table?.querySelector('[data-row=output] b'), output)
}

function writeRow(
  row: HTMLElement,
  [step, [name, input, weight]]: Line,
  [least, greatest]: Rows['reach'],
): void {
  if (row.hidden !== (step === undefined)) row.hidden = step === undefined
  if (!step) return
  const [title, first, second, product, track] = row.children
  put(title, name)
  put(first, input === undefined ? '' : readable(input))
  put(second, weight === undefined ? '' : `× ${readable(weight)}`)
  put(product, readable(step.by))
  putSign(row, step.by)
  const share = (value: number): number => ((value - least) / (greatest - least)) * 100
  const [left, right] = [share(Math.min(step.from, step.to)), share(Math.max(step.from, step.to))]
  if (!(track instanceof HTMLElement) || !Number.isFinite(left)) return
  // Only painted, not laid out.
  track.style.cssText = `--from:${left}%;--to:${right}%;--zero:${share(0)}%`
}
