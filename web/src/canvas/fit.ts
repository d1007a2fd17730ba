/** What the canvas shows: everything when asked to, and what is new when it lies outside. */

import { useReactFlow, useStore, useStoreApi, type ReactFlowState } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { ends } from '../model/document'
import type { Size } from '../model/room'
import { tidy } from '../state/actions'
import { useCanvas } from '../state/canvas'
import { currentDocument, useProblems } from '../state/graph'
import { useSlow } from '../state/slow'
import { useUi } from '../state/ui'
import { DATA_GAP, DATA_WIDTH } from './flow'

// Room for the tools at the bottom and the panels' handles at the sides.
const BOTTOM = 56
const VIEW = {
  padding: { top: '16px', bottom: `${BOTTOM}px`, left: '28px', right: '28px' },
  maxZoom: 1,
  minZoom: 0.25,
} as const
const MARGIN = 72
const NARROW = 500
const GLIDE_MS = 240
// New cards get their pictures, and with them their sizes, in a few steps.
const SETTLED_MS = 160

/** Whether some card, or one of these, lies outside of what is shown. */
export function reachesOut(state: ReactFlowState, only?: readonly string[]): boolean {
  const { nodeLookup, transform, width, height } = state
  const [x, y, zoom] = transform
  return [...nodeLookup.values()].some(({ id, internals, measured }) => {
    if (only && !only.includes(id)) return false
    const { x: left, y: top } = internals.positionAbsolute
    const { width: wide = 0, height: high = 0 } = measured
    const [right, bottom] = [(left + wide) * zoom + x, (top + high) * zoom + y]
    return left * zoom + x < 0 || top * zoom + y < 0 || right > width || bottom > height
  })
}

/** Show everything when asked to, once the cards have their sizes. */
export function useFit(): void {
  const fits = useCanvas((state) => state.fits)
  const sizes = useCanvas((state) => state.sizes)
  const curves = useUi((state) => state.open.curves)
  const slow = useSlow((state) => state.open)
  const { fitView } = useReactFlow()
  const width = useStore((state) => Math.round(state.width / 100))
  const height = useStore((state) => Math.round(state.height / 40))
  const store = useStoreApi()
  const pressed = usePressed()
  const problems = useProblems()
  useNews()
  useEffect(() => {
    // What is wrong stands below its card and needs room too, unless somebody looks elsewhere.
    const { untouched, ownView } = useCanvas.getState()
    if (problems.length === 0 || !untouched || ownView) return
    const timer = window.setTimeout(() => void fitView(view()), SETTLED_MS)
    return () => window.clearTimeout(timer)
  }, [problems, sizes, fitView])
  useEffect(() => {
    // Another size of the window or the dock: as long as nobody has placed anything, arrange for it.
    if (width === 0) return
    useCanvas.setState({ room: roomIn(store.getState()) })
    tidy()
    keepInView()
  }, [width, height, store])
  useEffect(() => {
    let timer = 0
    const settle = () => {
      tidy()
      // Cards that got their pictures after everything was shown may have grown out of it.
      if (window.innerWidth >= NARROW && reachesOut(store.getState())) keepInView()
    }
    const wait = () => {
      timer = window.setTimeout(() => (pressed.current ? wait() : settle()), SETTLED_MS)
    }
    wait()
    return () => window.clearTimeout(timer)
  }, [sizes, store, pressed])
  useEffect(() => {
    // A new card has its size one frame later.
    const timer = window.setTimeout(() => void fitView(view()), fits > 1 ? 80 : 0)
    return () => window.clearTimeout(timer)
  }, [fits, curves, slow, fitView])
}

/** A network that was placed by hand is shown whole again, unless somebody looks elsewhere. */
function keepInView(): void {
  const { untouched, ownView, news, answerFirst, fit } = useCanvas.getState()
  if (!untouched && !ownView && news.length === 0) fit(answerFirst)
}

/** What is left for the layers beside the data; a narrow screen shows them below each other. */
function roomIn({ width, height }: ReactFlowState): Size {
  const inner = width - MARGIN
  if (width < NARROW) return { width: inner, height: Infinity }
  return { width: inner - DATA_WIDTH - DATA_GAP, height: height - MARGIN }
}

/** Everything; on a narrow screen that would be too small to read, so the network's answer. */
function view() {
  const network = currentDocument()
  const last = network && ends(network).at(-1)
  const only = useCanvas.getState().answerFirst && window.innerWidth < NARROW
  const bottom: `${number}px` = `${BOTTOM + hanging()}px`
  const whole = { ...VIEW, padding: { ...VIEW.padding, bottom } }
  return only && last ? { ...whole, nodes: [{ id: last.id }] } : whole
}

/** The height of the tallest note that hangs below a card; notes do not shrink with the cards. */
function hanging(): number {
  const notes = document.querySelectorAll<HTMLElement>('.react-flow__node-toolbar .problem-card')
  return Math.max(0, ...[...notes].map((note) => note.offsetHeight))
}

/** A new card or the answer behind it that lies outside brings the whole network back into view. */
function useNews(): void {
  const news = useCanvas((state) => state.news)
  const sizes = useCanvas((state) => state.sizes)
  const { fitView } = useReactFlow()
  const store = useStoreApi()
  const pressed = usePressed()
  useEffect(() => {
    if (news.length === 0) return
    let timer = 0
    const look = () => {
      const network = currentDocument()
      if (!network) return
      const shown = [...news, ...ends(network).map(({ id }) => id)]
      if (!reachesOut(store.getState(), shown)) return
      const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
      const nodes = window.innerWidth < NARROW ? { nodes: news.map((id) => ({ id })) } : {}
      void fitView({ ...VIEW, ...nodes, duration: still ? 0 : GLIDE_MS })
    }
    const wait = () => {
      timer = window.setTimeout(() => (pressed.current ? wait() : look()), SETTLED_MS)
    }
    wait()
    return () => window.clearTimeout(timer)
  }, [news, sizes, fitView, store, pressed])
}

/** Whether a button or finger is down: nothing may move under it. */
function usePressed(): { readonly current: boolean } {
  const pressed = useRef(false)
  useEffect(() => {
    const press = () => (pressed.current = true)
    const release = () => (pressed.current = false)
    addEventListener('pointerdown', press, true)
    addEventListener('pointerup', release, true)
    addEventListener('pointercancel', release, true)
    return () => {
      removeEventListener('pointerdown', press, true)
      removeEventListener('pointerup', release, true)
      removeEventListener('pointercancel', release, true)
    }
  }, [])
  return pressed
}
