/** A unit worked out, line by line, with the numbers of this moment; written outside React. */

import { type RefObject } from 'react'

import { t as translate } from '../i18n'
import { usePalette } from '../live/colors'
import { useFacts, type NodeFacts } from '../live/facts'
import { useLive } from '../live/hooks'
import { useReadable } from '../live/readable'
import type { Sample } from '../live/sample'
import { timesOf, useMeddle } from '../state/meddle'
import type { Frame } from '../wire/frames'
import { formulaOf, kernelIndex } from './formulas'
import { readable, whole } from '../ui/numbers'
import { put, putSign } from '../ui/put'
import { largestTerms, type Working } from './terms'
import { paintWindow } from './window'
import { namesFor, resultOf, workingOf } from './working'

const TERMS = 5

/** A number of the layer that a person wants to set. */
export interface Setting {
  weight: 'kernel' | 'bias'
  index: number[]
}

interface LinesProps {
  body: RefObject<HTMLDivElement | null>
  node: NodeFacts
  index: number[]
  sample: Sample
  /** Called with the weight of a line that was clicked; null leaves them as they are. */
  onSet: ((setting: Setting) => void) | null
  /** Whoever shows more of the same answer writes it along. */
  also?: (working: Working, nameOf: (n: number) => string) => void
}

export function WorkingLines({ body, node, index, sample, onSet, also }: LinesProps) {
  const features = useFacts((facts) => facts.data?.features)
  const unit = index.at(-1) ?? 0
  const nameOf = namesFor(node, features)
  const times = useMeddle(({ list }) => timesOf(list, node.id, unit))
  useLive(
    body,
    { probe: 'unit', node: node.id, index, sample },
    useReadable((handle) => {
      const working = workingOf(handle.frame())
      if (body.current) fill(body.current, handle.frame(), node, nameOf, times)
      if (working) also?.(working, nameOf)
    }),
  )
  return (
    <div className="live-card-body" ref={body}>
      <p className="live-card-formula">{formulaOf(node, unit)}</p>
      <div className="live-card-window" hidden>
        <canvas className="live-pixels" /> <span>·</span> <canvas className="live-pixels" />
      </div>
      {Array.from({ length: TERMS }, (_, n) => (
        <button
          key={n}
          type="button"
          className="live-card-term"
          disabled={!onSet}
          hidden
          onClick={(event) => onSet?.(weightAt(event.currentTarget, node, index))}
        >
          <span className="live-card-name" />
          <span />
          <b />
        </button>
      ))}
      <p className="live-card-rest" hidden />
      <button
        type="button"
        className="live-card-bias"
        disabled={!onSet}
        hidden
        onClick={() => onSet?.({ weight: 'bias', index: [unit] })}
      />
      <p className="live-card-result" data-spoken data-waiting />
    </div>
  )
}

function weightAt(row: HTMLElement, node: NodeFacts, index: number[]): Setting {
  const [at, count] = [Number(row.dataset.at), Number(row.dataset.count)]
  return { weight: 'kernel', index: kernelIndex(node, index.at(-1) ?? 0, at, count) }
}

function fill(
  root: HTMLElement,
  frame: Frame | null,
  node: NodeFacts,
  nameOf: (n: number) => string,
  times: number,
): void {
  const working = workingOf(frame)
  const result = part(root, '.live-card-result')
  if (!working) {
    result.textContent = '…'
    return
  }
  const { terms, rest, restCount } = largestTerms(working, TERMS)
  root.querySelectorAll<HTMLElement>('.live-card-term').forEach((row, n) => {
    const term = terms[n]
    row.hidden = term === undefined
    if (!term) return
    row.dataset.at = String(term.at)
    row.dataset.count = String(working.weights.length)
    const [name, product, value] = row.children
    put(name, nameOf(term.at))
    put(product, `${readable(term.weight)} · ${readable(term.input)} =`)
    put(value, readable(term.product))
    putSign(row, term.product)
  })
  const more = part(root, '.live-card-rest')
  more.hidden = restCount === 0
  put(more, translate('live.andMore', { n: whole(restCount), sum: readable(rest) }))
  const bias = part(root, '.live-card-bias')
  bias.hidden = working.bias === null || working.weights.length === 0
  put(bias, `${translate('live.bias')} ${readable(working.bias ?? 0)}`)
  put(result, resultOf(working, node, times))
  paintWindow(part(root, '.live-card-window'), working, node, usePalette.getState().palette)
}

function part(root: HTMLElement, selector: string): HTMLElement {
  return root.querySelector<HTMLElement>(selector) ?? root
}
