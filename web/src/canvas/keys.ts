/** The keyboard on the canvas; every entry is listed in the help that ``?`` opens. */

import { useEffect } from 'react'
import type { Direction } from '../state/actions'
import {
  arrangeAll,
  copiedSelection,
  duplicateSelection,
  focusNode,
  neighbor,
  pasteText,
  removeSelection,
} from '../state/actions'
import { useCanvas } from '../state/canvas'
import { currentDocument, useGraph } from '../state/graph'
import { allows } from '../state/guide'
import { useInside } from '../state/inside'
import { stepByKey } from '../state/keys'
import { toggleDrop } from '../state/meddle'
import { usePick } from '../live/sample'
import { useUi } from '../state/ui'
import { edgeOf } from './flow'

const ARROWS: Record<string, Direction> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

/** Listen to keys and the clipboard while the canvas stands. */
export function useKeys(): void {
  useEffect(() => {
    window.addEventListener('keydown', pressed)
    window.addEventListener('copy', copied)
    window.addEventListener('cut', cut)
    window.addEventListener('paste', pasted)
    return () => {
      window.removeEventListener('keydown', pressed)
      window.removeEventListener('copy', copied)
      window.removeEventListener('cut', cut)
      window.removeEventListener('paste', pasted)
    }
  }, [])
}

const TYPED = 'input:not([type="range"]), textarea, select, [contenteditable="true"], .modal'

/** In a form, or in a window over the page: keys mean something else there. */
function typing(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TYPED) !== null
}

/** In a window over the page, whose Escape key closes it and which has keys of its own. */
function inWindow(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('dialog') !== null
}

/** On the canvas itself, not in a form or a live picture with keys of its own. */
function onCanvas(target: EventTarget | null): boolean {
  if (!(target instanceof Element) || target === document.body) return true
  return target.matches('.react-flow__node, .react-flow__edge, .react-flow, .react-flow__pane')
}

function pressed(event: KeyboardEvent): void {
  if (typing(event.target) || inWindow(event.target) || event.defaultPrevented) return
  const handled =
    event.ctrlKey || event.metaKey
      ? withControl(event)
      : event.altKey
        ? false
        : anywhere(event) || (onCanvas(event.target) && onNodes(event))
  if (handled) event.preventDefault()
}

function withControl(event: KeyboardEvent): boolean {
  if (stepByKey(event)) return true
  const { select } = useGraph.getState()
  const actions: Record<string, () => void> = {
    d: duplicateSelection,
    a: () => select((currentDocument()?.nodes ?? []).map((node) => node.id)),
  }
  const act = actions[event.key.toLowerCase()]
  act?.()
  return act !== undefined
}

function anywhere({ key }: KeyboardEvent): boolean {
  if (key === '?') useUi.getState().showKeys(true)
  else if (key === '/') focusSearch()
  else if (key === 'Escape') escape()
  else return false
  return true
}

function focusSearch(): void {
  useUi.getState().show('palette', true)
  requestAnimationFrame(() => document.querySelector<HTMLElement>('#layer-search')?.focus())
}

function escape(): void {
  const { connecting, refused, startConnecting, select } = useGraph.getState()
  useUi.getState().showKeys(false)
  // One level out: from the unit to its layer, then to the network.
  if (usePick.getState().pick?.pinned) usePick.getState().unpin()
  else if (connecting !== null || refused) startConnecting(null)
  else {
    select([])
    useGraph.setState({ edge: null })
  }
}

function onNodes(event: KeyboardEvent): boolean {
  const { selected, connecting, wire, startConnecting } = useGraph.getState()
  const focused = focusedNode() ?? selected[0]
  const direction = ARROWS[event.key]
  if (direction) return go(focused, direction)
  switch (event.key) {
    case 'Delete':
    case 'Backspace':
      selectFocused()
      removeSelection()
      return true
    case 'Enter':
      if (focused === undefined) return false
      if (connecting !== null) wire([connecting, focused])
      else openInspector(focused)
      return true
    case 'c':
      if (focused !== undefined) startConnecting(focused)
      return true
    case 'i':
      if (focused !== undefined) useInside.getState().open(focused)
      return true
    case 'x':
      return dropFocused()
    case 'l':
      arrangeAll()
      return true
    case 'f':
      useCanvas.getState().fit()
      return true
    default:
      return false
  }
}

/** The connection that has the focus passes nothing any more, or passes again. */
function dropFocused(): boolean {
  const wire = document.activeElement?.closest<HTMLElement>('.react-flow__edge')?.dataset.id
  if (wire === undefined || !allows('weights')) return false
  toggleDrop(edgeOf(wire))
  return true
}

function focusedNode(): string | undefined {
  return document.activeElement?.closest<HTMLElement>('.react-flow__node')?.dataset.id
}

/** Who came by the Tab key has chosen nothing yet and means what has the focus. */
function selectFocused(): void {
  const { selected, edge, select, selectEdge } = useGraph.getState()
  if (selected.length > 0 || edge) return
  const node = focusedNode()
  const wire = document.activeElement?.closest<HTMLElement>('.react-flow__edge')?.dataset.id
  if (wire !== undefined) selectEdge(edgeOf(wire))
  else if (node !== undefined) select([node])
}

function go(from: string | undefined, direction: Direction): boolean {
  const network = currentDocument()
  if (!network) return false
  const next = from === undefined ? network.nodes[0]?.id : neighbor(network, from, direction)
  if (next) focusNode(next)
  return true
}

function openInspector(id: string): void {
  useGraph.getState().select([id])
  useUi.getState().show('inspector', true)
  requestAnimationFrame(() => {
    document
      .querySelector<HTMLElement>('.inspector .fields input, .inspector .fields select')
      ?.focus()
  })
}

function copied(event: ClipboardEvent): void {
  const text = copiedSelection()
  if (text === null || typing(event.target) || window.getSelection()?.toString()) return
  event.clipboardData?.setData('text/plain', text)
  event.preventDefault()
}

function cut(event: ClipboardEvent): void {
  if (typing(event.target)) return
  copied(event)
  if (event.defaultPrevented) removeSelection()
}

function pasted(event: ClipboardEvent): void {
  if (typing(event.target)) return
  if (pasteText(event.clipboardData?.getData('text/plain') ?? '')) event.preventDefault()
}
