import {
  Background,
  BackgroundVariant,
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useReactFlow,
  useStore,
  type Edge as FlowEdge,
  type EdgeChange,
  type Node as FlowNode,
  type NodeChange,
} from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import {
  useEffect,
  useMemo,
  type DragEvent,
  type MouseEvent as ReactMouseEvent,
  type TouchEvent as ReactTouchEvent,
} from 'react'
import { useT } from '../i18n'
import type { Edge, Point } from '../model/document'
import { placeOf } from '../model/document'
import { moveNodes } from '../model/edits'
import { wireBetween, type Size } from '../model/room'
import { addLayerAt, dropOnWire, insertLayer, touch } from '../state/actions'
import { useCanvas } from '../state/canvas'
import { useInside } from '../state/inside'
import { currentDocument, useDocument, useGraph } from '../state/graph'
import { isDropped, useMeddle } from '../state/meddle'
import { Interventions } from '../views/meddle/Interventions'
import { usePick } from '../live/sample'
import { CanvasTools } from './CanvasTools'
import { DataCard } from './DataCard'
import { DATA_ID, edgeId, edgeOf, flowEdges, flowNodes } from './flow'
import { GuideLine } from './GuideLine'
import { reachesOut, useFit } from './fit'
import { useKeys } from './keys'
import { useNodeNames } from './names'
import { NetworkProblems } from './NetworkProblems'
import { NodeCard } from './NodeCard'
import { Wire } from './Wire'
import './canvas.css'

const nodeTypes = { layer: NodeCard, data: DataCard }
const edgeTypes = { wire: Wire }
/** A click with one of these adds a card to the selection. */
const ADDING = ['Shift', 'Control', 'Meta']
/** The type under which a dragged layer travels from the palette. */
const DRAGGED = 'application/x-netzwerkstatt-kind'

/** The network: cards, wires, the data at its start. */
export function Canvas() {
  return (
    <ReactFlowProvider>
      <Flow />
    </ReactFlowProvider>
  )
}

function Flow() {
  const t = useT()
  const document = useDocument()
  const selected = useGraph((state) => state.selected)
  const edge = useGraph((state) => state.edge)
  const connecting = useGraph((state) => state.connecting)
  const sizes = useCanvas((state) => state.sizes)
  const meddled = useMeddle((state) => state.list)
  const names = useNodeNames()
  const { screenToFlowPosition } = useReactFlow()
  useKeys()
  useFit()
  usePinAtPress()
  const nodes = useMemo(
    () => (document ? flowNodes({ document, sizes, selected, names }) : []),
    [document, sizes, selected, names],
  )
  const spoken = useMemo(
    () => ({
      'node.a11yDescription.default': t('canvas.nodeKeys'),
      'edge.a11yDescription.default': t('canvas.wireKeys'),
    }),
    [t],
  )
  const edges = useMemo(() => {
    const nameOf = ([from, to]: Edge) => {
      const dropped = isDropped(meddled, [from, to])
      return t(dropped ? 'interventions.droppedWire' : 'canvas.wire', { from, to })
    }
    return document ? flowEdges(document, edge, nameOf) : []
  }, [document, edge, meddled, t])
  // Between the thin lines of single weights a layer is meant for their wire too.
  const wireUnder: WireUnder = (place, held) => {
    const hit = wireAt(place)
    if (hit !== undefined) return edgeOf(hit)
    const { x, y } = screenToFlowPosition({ x: place.clientX, y: place.clientY })
    return document ? wireBetween(document, [x, y], sizes, held) : undefined
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    const wire = wireUnder(event)
    useCanvas.getState().holdOver(null)
    const kind = event.dataTransfer.getData(DRAGGED)
    if (!kind) return
    const { x, y } = screenToFlowPosition({ x: event.clientX, y: event.clientY })
    if (wire !== undefined) insertLayer(kind, wire)
    else addLayerAt(kind, [x - 60, y - 24])
  }
  return (
    <ReactFlow
      className={connecting === null ? 'canvas' : 'canvas connecting'}
      aria-label={t('canvas.label')}
      ariaLabelConfig={spoken}
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      onNodesChange={changeNodes}
      onEdgesChange={changeEdges}
      onNodeClick={clickNode}
      onNodeDoubleClick={(_, node) => node.id !== DATA_ID && useInside.getState().open(node.id)}
      onNodeDragStop={(event, node) => dropNode(event, node, wireUnder)}
      onSelectionDragStop={() => useGraph.getState().settle()}
      onMove={(event) => event && useCanvas.getState().look()}
      onPaneClick={clickPane}
      onConnect={({ source, target }) => useGraph.getState().wire([source, target])}
      onDragOver={(event) => dragOver(event, wireUnder)}
      onDragLeave={() => useCanvas.getState().holdOver(null)}
      onDrop={drop}
      onSelectionStart={() => (boxing = true)}
      onSelectionEnd={() => (boxing = false)}
      connectOnClick={false}
      multiSelectionKeyCode={ADDING}
      selectionMode={SelectionMode.Partial}
      connectionRadius={36}
      deleteKeyCode={null}
      disableKeyboardA11y
      elevateNodesOnSelect
      minZoom={0.2}
      maxZoom={2.5}
      proOptions={{ hideAttribution: true }}
    >
      <Background variant={BackgroundVariant.Dots} gap={24} size={1.6} color="var(--dot)" />
      <Overview />
      <CanvasTools />
      <Interventions />
      <NetworkProblems />
      <GuideLine />
    </ReactFlow>
  )
}

/** The map in the corner, while not everything is in view; what is wrong needs the room more. */
function Overview() {
  const t = useT()
  const wrong = useGraph((state) => (state.checked?.problems.length ?? 0) > 0)
  const needed = useStore((state) => reachesOut(state))
  if (wrong || !needed) return null
  return (
    <MiniMap
      pannable
      zoomable
      ariaLabel={t('canvas.map')}
      nodeBorderRadius={8}
      style={{ width: 132, height: 88 }}
    />
  )
}

function changeNodes(changes: NodeChange[]): void {
  const moved: Record<string, Point> = {}
  const sized: Record<string, Size> = {}
  let { selected } = useGraph.getState()
  for (const change of changes) {
    if (change.type === 'dimensions' && change.dimensions) sized[change.id] = change.dimensions
    if (change.type === 'position' && change.id !== DATA_ID && change.position)
      moved[change.id] = [change.position.x, change.position.y]
    if (change.type === 'select' && change.id !== DATA_ID) {
      const others = selected.filter((id) => id !== change.id)
      selected = change.selected ? [...others, change.id] : others
    }
  }
  if (Object.keys(sized).length > 0) useCanvas.getState().measured(sized)
  useGraph.getState().select(selected)
  move(moved)
}

function move(places: Record<string, Point>): void {
  const network = currentDocument()
  if (!network) return
  const differs = Object.entries(places).some(([id, [x, y]]) => {
    const [oldX, oldY] = placeOf(network, id)
    return Math.round(x) !== oldX || Math.round(y) !== oldY
  })
  if (!differs) return
  touch()
  useGraph.getState().apply((document) => moveNodes(document, places), 'move')
}

// A box selects the wires between its cards too, and a chosen wire would deselect the cards.
let boxing = false

function changeEdges(changes: EdgeChange<FlowEdge>[]): void {
  for (const change of changes) {
    if (change.type !== 'select' || boxing) continue
    const graph = useGraph.getState()
    if (change.selected) graph.selectEdge(edgeOf(change.id))
    else if (graph.edge && sameId(graph.edge, change.id)) useGraph.setState({ edge: null })
  }
}

function sameId(edge: Edge, id: string): boolean {
  return edge.join('>') === id
}

interface Place {
  readonly clientX: number
  readonly clientY: number
}
type WireUnder = (place: Place, held?: string) => Edge | undefined

/** The wire under a point of the window, also where a card with a problem lies over it. */
function wireAt({ clientX, clientY }: Place): string | undefined {
  return window.document
    .elementsFromPoint(clientX, clientY)
    .map((element) => element.closest<SVGElement>('.react-flow__edge')?.dataset.id)
    .find((name) => name !== undefined)
}

/** A card without wires that is let go over a wire becomes part of it. */
function dropNode(
  event: ReactMouseEvent | ReactTouchEvent | MouseEvent | TouchEvent,
  { id }: FlowNode,
  wireUnder: WireUnder,
): void {
  const point = 'changedTouches' in event ? event.changedTouches[0] : event
  if (!point) return useGraph.getState().settle()
  const wire = wireUnder(point, id)
  if (wire === undefined) useGraph.getState().settle()
  else dropOnWire(id, wire)
}

let pinnedAtPress: string | null = null

/** Remembers whose unit was pinned when a press began; the card unpins it behind this listener. */
function usePinAtPress(): void {
  useEffect(() => {
    const remember = () => {
      const { pick } = usePick.getState()
      pinnedAtPress = pick?.pinned ? pick.node : null
    }
    addEventListener('pointerdown', remember, true)
    return () => removeEventListener('pointerdown', remember, true)
  }, [])
}

/** One level out: from a pinned unit to its layer, from a layer to the network. */
function clickPane(): void {
  useGraph.getState().startConnecting(null)
  const layer = pinnedAtPress
  // The canvas deselects everything behind this very call.
  if (layer !== null) queueMicrotask(() => useGraph.getState().select([layer]))
}

function clickNode(_: unknown, node: FlowNode): void {
  const { connecting, wire } = useGraph.getState()
  if (connecting !== null && connecting !== node.id && node.id !== DATA_ID) {
    wire([connecting, node.id])
  }
}

/** While a layer is held over a wire, that wire lights up. */
function dragOver(event: DragEvent, wireUnder: WireUnder): void {
  if (!event.dataTransfer.types.includes(DRAGGED)) return
  event.preventDefault()
  event.dataTransfer.dropEffect = 'copy'
  const wire = wireUnder(event)
  const { dropEdge, holdOver } = useCanvas.getState()
  if (!wire && dropEdge) holdOver(null)
  if (wire && !(dropEdge && sameId(dropEdge, edgeId(wire)))) holdOver(wire)
}
