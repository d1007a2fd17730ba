/** The card beside whatever is asked: its value now, and its formula with the numbers in it. */

import { useEffect, useRef, useState, type RefObject } from 'react'
import { createPortal } from 'react-dom'

import { t as translate, useT, type Translate } from '../i18n'
import { usePalette } from '../live/colors'
import { nodesOf, useFacts, type NodeFacts } from '../live/facts'
import { useLive } from '../live/hooks'
import { useRun } from '../live/run'
import { sampleOf, usePick, useSample, type Picked } from '../live/sample'
import { featureName } from '../ui/pretty'
import type { Frame } from '../wire/frames'
import { formulaOf, kernelIndex } from './formulas'
import { SetBox, useClosing } from './SetBox'
import { readable, subscript, whole } from './numbers'
import { largestTerms, type Working } from './terms'
import { paintWindow } from './window'
import './cards.css'

const TERMS = 5
const WIDTH = 280
const READ_EVERY_MS = 120
const SPEAK_EVERY_MS = 2000

/** Mounted in each live node; draws itself only while that node is asked. */
export function UnitCard({ node }: { node: NodeFacts }) {
  const pick = usePick((state) => (state.pick?.node === node.id ? state.pick : null))
  if (!pick) return null
  return createPortal(<Card node={node} pick={pick} />, document.body)
}

function Card({ node, pick }: { node: NodeFacts; pick: Picked }) {
  const t = useT()
  const card = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const spoken = useRef<HTMLSpanElement>(null)
  const features = useFacts((facts) => facts.data?.features)
  const sample = useSample()
  const [setting, setSetting] = useState<Setting | null>(null)
  const pinned = pick.pinned === true
  const { unpin } = usePick.getState()
  useEscape()
  useClosing(card, pinned, unpin)
  const probe = {
    probe: 'unit',
    node: node.id,
    index: pick.index,
    sample: pick.point ? { point: pick.point } : sampleOf(sample),
  }
  const throttle = useRef({ last: 0, timer: 0 })
  const nameOf = namesFor(node, features)
  useLive(body, probe, (handle) => {
    const root = body.current
    if (!root) return
    const write = (): void => {
      throttle.current.last = performance.now()
      fill(root, handle.frame(), node, nameOf, handle.problem() !== null)
    }
    // Digits that change with every frame cannot be read.
    clearTimeout(throttle.current.timer)
    const wait = throttle.current.last + READ_EVERY_MS - performance.now()
    if (wait <= 0) write()
    else throttle.current.timer = window.setTimeout(write, wait)
  })
  useSpeech(body, spoken)
  const title = titleOf(t, node, pick.index)
  return (
    <div
      ref={card}
      className={pinned ? 'live-card pinned' : 'live-card'}
      style={placeBeside(pick.anchor)}
      data-testid="unit-card"
    >
      <strong>{title}</strong>
      {pick.point && (
        <p className="live-card-place">
          {t('live.atPoint', { x: readable(pick.point[0], 2), y: readable(pick.point[1], 2) })}
        </p>
      )}
      <div className="live-card-body" ref={body}>
        <p className="live-card-formula">{formulaOf(node, pick.index.at(-1) ?? 0)}</p>
        <div className="live-card-window" hidden>
          <canvas className="live-pixels" /> <span>·</span> <canvas className="live-pixels" />
        </div>
        {Array.from({ length: TERMS }, (_, n) => (
          <button
            key={n}
            type="button"
            className="live-card-term"
            disabled={!pinned}
            hidden
            onClick={(event) => setSetting(weightAt(event.currentTarget, node, pick.index))}
          >
            <span className="live-card-name" />
            <span className="live-card-product" />
            <b />
          </button>
        ))}
        <p className="live-card-rest" hidden />
        <button
          type="button"
          className="live-card-bias"
          disabled={!pinned}
          hidden
          onClick={() => setSetting({ weight: 'bias', index: [pick.index.at(-1) ?? 0] })}
        />
        <p className="live-card-result" />
      </div>
      {setting && <SetBox node={node.id} {...setting} close={() => setSetting(null)} />}
      {canSet(node) && !setting && (
        <p className="live-hint">{t(pinned ? 'live.clickTerm' : 'live.clickToPin')}</p>
      )}
      <span className="live-spoken" role="status" aria-live="polite" ref={spoken} />
    </div>
  )
}

interface Setting {
  weight: 'kernel' | 'bias'
  index: number[]
}

/** Layers whose weights can be set at their terms. */
export function canSet(node: NodeFacts): boolean {
  return node.kind === 'dense' || node.kind === 'conv2d'
}

function weightAt(row: HTMLElement, node: NodeFacts, index: number[]): Setting {
  const [at, count] = [Number(row.dataset.at), Number(row.dataset.count)]
  return { weight: 'kernel', index: kernelIndex(node, index.at(-1) ?? 0, at, count) }
}

function useEscape(): void {
  useEffect(() => {
    const close = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') usePick.getState().unpin()
    }
    addEventListener('keydown', close)
    return () => removeEventListener('keydown', close)
  }, [])
}

/** Says the result aloud, not more often than a person can listen. */
function useSpeech(
  body: RefObject<HTMLElement | null>,
  spoken: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    const say = (): void => {
      const text = body.current?.querySelector('.live-card-result')?.textContent ?? ''
      if (spoken.current && spoken.current.textContent !== text) spoken.current.textContent = text
    }
    const first = setTimeout(say, 400)
    const timer = setInterval(say, SPEAK_EVERY_MS)
    return () => {
      clearTimeout(first)
      clearInterval(timer)
    }
  }, [body, spoken])
}

function titleOf(t: Translate, node: NodeFacts, index: number[]): string {
  const [row = 0, column = 0, map = 0] = index
  if (index.length === 1) return t('live.unitOf', { unit: row + 1, node: node.id })
  const values = { row: row + 1, column: column + 1, map: map + 1, node: node.id }
  return t(node.kind === 'input' ? 'live.pixelOf' : 'live.placeOf', values)
}

/** What the inputs of a node are called: features by name, units by number. */
function namesFor(node: NodeFacts, features: string[] | undefined): (n: number) => string {
  const { document } = useRun.getState()
  const source = node.sources[0]
  const kind = document && source !== undefined ? nodesOf(document).get(source)?.kind : undefined
  return (n) => {
    const feature = kind === 'input' ? features?.[n] : undefined
    if (feature !== undefined) return featureName(feature)
    if (kind === 'input') return subscript(`x${n + 1}`)
    return subscript(`h${n + 1}`)
  }
}

function fill(
  root: HTMLElement,
  frame: Frame | null,
  node: NodeFacts,
  nameOf: (n: number) => string,
  unknown: boolean,
): void {
  const working = workingOf(frame)
  const result = part(root, '.live-card-result')
  if (!working) {
    result.textContent = unknown ? translate('live.notKnown') : '…'
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
    row.dataset.sign = term.product < 0 ? 'negative' : 'positive'
  })
  const more = part(root, '.live-card-rest')
  more.hidden = restCount === 0
  put(more, translate('live.andMore', { n: whole(restCount), sum: readable(rest) }))
  const bias = part(root, '.live-card-bias')
  bias.hidden = working.bias === null || working.weights.length === 0
  put(bias, `${translate('live.bias')} ${readable(working.bias ?? 0)}`)
  put(result, resultOf(working, node))
  paintWindow(part(root, '.live-card-window'), working, node, usePalette.getState().palette)
}

function resultOf(working: Working, node: NodeFacts): string {
  const output = readable(working.output)
  if (working.weights.length === 0) {
    const inputs = Array.from(working.inputs.subarray(0, 9), (value) => readable(value, 2))
    const rest = working.inputs.length > 9 ? ', …' : ''
    return node.kind === 'input' || inputs.length === 0
      ? output
      : `${node.kind}(${inputs.join('; ')}${rest}) = ${output}`
  }
  if (node.activation === 'linear') return `= ${output}`
  return `${node.activation}(${readable(working.sum)}) = ${output}`
}

function workingOf(frame: Frame | null): Working | null {
  if (!frame) return null
  const [inputs, weights, bias, sum, output] = frame.parts.map((one) => one.data as Float32Array)
  const value = output?.[0]
  if (!inputs || !weights || value === undefined) return null
  return { inputs, weights, bias: bias?.[0] ?? null, sum: sum?.[0] ?? NaN, output: value }
}

function part(root: HTMLElement, selector: string): HTMLElement {
  return root.querySelector<HTMLElement>(selector) ?? root
}

function put(element: Element | undefined, text: string): void {
  if (element && element.textContent !== text) element.textContent = text
}

/**
 * Under the node that is asked, or beside it where there is no room: the card must not lie over
 * the output, which shows the same unit large.
 */
export function placeBeside(anchor: Element, height = 260): { left: number; top: number } {
  const box = (anchor.closest('.react-flow__node') ?? anchor).getBoundingClientRect()
  const left = Math.max(8, Math.min(box.left, innerWidth - WIDTH - 8))
  if (box.bottom + 12 + height < innerHeight) return { left, top: box.bottom + 12 }
  const top = Math.max(8, Math.min(anchor.getBoundingClientRect().top, innerHeight - height - 8))
  const before = box.left - WIDTH - 12
  return { left: before > 8 ? before : Math.min(box.right + 12, innerWidth - WIDTH - 8), top }
}
