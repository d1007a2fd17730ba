/** Undo and redo as buttons, on the canvas and in the head of a layer's inside. */

import { useGraph } from '../state/graph'
import { ToolButton } from './ToolButton'

export function HistoryTools() {
  const canUndo = useGraph((state) => (state.history?.past.length ?? 0) > 0)
  const canRedo = useGraph((state) => (state.history?.future.length ?? 0) > 0)
  const { undo, redo } = useGraph.getState()
  return (
    <>
      <ToolButton
        name="canvas.undo"
        keys="Ctrl+Z"
        off={!canUndo}
        act={undo}
        form={<path d="M5 4 2 7l3 3M2 7h8a4 4 0 0 1 0 7H7" />}
      />
      <ToolButton
        name="canvas.redo"
        keys="Ctrl+Y"
        off={!canRedo}
        act={redo}
        form={<path d="m11 4 3 3-3 3m3-3H6a4 4 0 0 0 0 7h3" />}
      />
    </>
  )
}
