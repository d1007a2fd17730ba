/** The keys of the history, which it has in boxes as well as on the canvas. */

import { useGraph } from './graph'

interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
}

/** Undo by Ctrl+Z, redo by Ctrl+Shift+Z or Ctrl+Y. Answers whether it was one of them. */
export function stepByKey({ key, ctrlKey, metaKey, shiftKey }: Pressed): boolean {
  const { undo, redo } = useGraph.getState()
  const steps: Record<string, () => void> = { z: shiftKey ? redo : undo, y: redo }
  const step = ctrlKey || metaKey ? steps[key.toLowerCase()] : undefined
  step?.()
  return step !== undefined
}
