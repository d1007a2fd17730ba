import { Panel, useReactFlow } from '@xyflow/react'
import type { ReactNode } from 'react'
import { useT, type Key } from '../i18n'
import { arrangeAll } from '../state/actions'
import { useCanvas } from '../state/canvas'
import { useGraph } from '../state/graph'

interface Tool {
  readonly name: Key
  readonly keys?: string
  readonly off?: boolean
  readonly act: () => void
  readonly form: ReactNode
}

/** Small quiet buttons in the corner: undo, redo, zoom, fit, arrange. */
export function CanvasTools() {
  const { zoomIn, zoomOut } = useReactFlow()
  const canUndo = useGraph((state) => (state.history?.past.length ?? 0) > 0)
  const canRedo = useGraph((state) => (state.history?.future.length ?? 0) > 0)
  const { undo, redo } = useGraph.getState()
  const tools: Tool[] = [
    {
      name: 'canvas.undo',
      keys: 'Ctrl+Z',
      off: !canUndo,
      act: undo,
      form: <path d="M5 4 2 7l3 3M2 7h8a4 4 0 0 1 0 7H7" />,
    },
    {
      name: 'canvas.redo',
      keys: 'Ctrl+Y',
      off: !canRedo,
      act: redo,
      form: <path d="m11 4 3 3-3 3m3-3H6a4 4 0 0 0 0 7h3" />,
    },
    { name: 'canvas.zoomOut', act: () => look(zoomOut), form: <path d="M3 8h10" /> },
    { name: 'canvas.zoomIn', act: () => look(zoomIn), form: <path d="M3 8h10M8 3v10" /> },
    {
      name: 'canvas.fit',
      keys: 'F',
      act: () => useCanvas.getState().fit(),
      form: <path d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4" />,
    },
    {
      name: 'canvas.arrange',
      keys: 'L',
      act: arrangeAll,
      form: <path d="M2 6h3v4H2zM11 2h3v4h-3zM11 10h3v4h-3zM5 8h3M8 4v8M8 4h3M8 12h3" />,
    },
  ]
  return (
    <Panel position="bottom-left" className="canvas-tools">
      {tools.map((tool) => (
        <ToolButton key={tool.name} {...tool} />
      ))}
    </Panel>
  )
}

function look(zoom: () => Promise<boolean>): void {
  useCanvas.getState().look()
  void zoom()
}

function ToolButton({ name, keys, off = false, act, form }: Tool) {
  const t = useT()
  return (
    <button
      type="button"
      disabled={off}
      aria-label={t(name)}
      title={keys ? `${t(name)} (${keys})` : t(name)}
      onClick={act}
    >
      <svg
        viewBox="0 0 16 16"
        width="16"
        height="16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {form}
      </svg>
    </button>
  )
}
