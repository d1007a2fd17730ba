/** One unit's sum, term by term: numbers beside bars that begin where the one before ended. */

import { useRef } from 'react'

import { t as translate, useT } from '../../../i18n'
import type { NodeFacts } from '../../../live/facts'
import { useLive } from '../../../live/hooks'
import type { Sample } from '../../../live/sample'
import { readable, whole } from '../../../ui/numbers'
import type { Working } from '../../terms'
import { useReadable } from '../../WorkingLines'
import { put, workingOf } from '../../working'
import { reachOf, stepsOf, type Step } from './waterfall'

const TERMS = 8

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
  useLive(
    table,
    { probe: 'unit', node: node.id, index, sample },
    useReadable((handle) => {
      if (table.current) fill(table.current, workingOf(handle.frame()), node, biased, nameOf)
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
      <td className="waterfall-track" aria-hidden>
        <i />
      </td>
    </tr>
  )
}

function fill(
  table: HTMLElement,
  working: Working | null,
  node: NodeFacts,
  biased: boolean,
  nameOf: (n: number) => string,
): void {
  const steps = working ? stepsOf(working, TERMS, biased) : []
  const reach = reachOf(steps, working?.sum ?? 0)
  const rows = (what: string): HTMLElement[] => [
    ...table.querySelectorAll<HTMLElement>(`[data-row=${what}]`),
  ]
  const terms = steps.filter(({ what }) => what === 'term')
  rows('term').forEach((row, n) => {
    const step = terms[n]
    const term = step?.term
    write(row, step, reach, term ? [nameOf(term.at), term.input, term.weight] : [''])
  })
  for (const row of rows('rest')) {
    const step = steps.find(({ what }) => what === 'rest')
    write(row, step, reach, [translate('insideUnits.others', { n: whole(step?.count ?? 0) })])
  }
  for (const row of rows('bias'))
    write(
      row,
      steps.find(({ what }) => what === 'bias'),
      reach,
      [translate('insideUnits.bias')],
    )
  const sum = working?.sum ?? NaN
  const all: Step = { what: 'term', term: null, count: 0, by: sum, from: 0, to: sum }
  for (const row of rows('sum'))
    write(row, working ? all : undefined, reach, [translate('insideUnits.sum')])
  const [bent, output] = table.querySelectorAll('[data-row=output] span, [data-row=output] b')
  put(
    bent,
    working && node.activation !== 'linear' ? `${node.activation}(${readable(sum)}) = ` : '= ',
  )
  put(output, working ? readable(working.output) : '…')
}

function write(
  row: HTMLElement,
  step: Step | undefined,
  [least, greatest]: [number, number],
  [name, input, weight]: [string, number?, number?],
): void {
  row.hidden = step === undefined
  if (!step) return
  const [title, first, second, product, track] = row.children
  put(title, name)
  put(first, input === undefined ? '' : readable(input))
  put(second, weight === undefined ? '' : `× ${readable(weight)}`)
  put(product, readable(step.by))
  row.dataset.sign = step.by < 0 ? 'negative' : 'positive'
  const share = (value: number): number => ((value - least) / (greatest - least)) * 100
  const [left, right] = [share(Math.min(step.from, step.to)), share(Math.max(step.from, step.to))]
  const bar = track?.firstElementChild as HTMLElement | null
  if (!bar || !Number.isFinite(left)) return
  bar.style.left = `${left}%`
  bar.style.width = `${right - left}%`
  ;(track as HTMLElement).style.setProperty('--zero', `${share(0)}%`)
}
