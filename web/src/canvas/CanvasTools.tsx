import { Panel, useReactFlow } from '@xyflow/react'
import { arrangeAll } from '../state/actions'
import { useCanvas } from '../state/canvas'
import { HistoryTools } from './HistoryTools'
import { ToolButton, type Tool } from './ToolButton'

/** Small quiet buttons in the corner: undo, redo, zoom, fit, arrange. */
export function CanvasTools() {
  const { zoomIn, zoomOut } = useReactFlow()
  const tools: Tool[] = [
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
      <HistoryTools />
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
