/** One level in: a layer opens over the network it belongs to, which fades; a click there goes out. */

import { useEffect, useRef, useState } from 'react'

import { useSay, useT } from '../i18n'
import { useNodeFacts, type NodeFacts } from '../live/facts'
import { shapeText, type LayerKind } from '../model/catalog'
import { useLayerKind } from '../state/catalog'
import { useDocument, useGraph } from '../state/graph'
import { useInside } from '../state/inside'
import { HelpLink } from '../ui/HelpLink'
import { Explained } from '../views/inside/parts/Explained'
import { useLighting } from '../views/inside/parts/lighting'
import { insideOf, type Inside } from '../views/inside/inside'
import { focusNode } from '../state/actions'
import { HistoryTools } from './HistoryTools'
import './inside.css'

/** Stands over the canvas while a layer is open. */
export function InsideLayer() {
  const id = useInside((state) => state.node)
  const known = useDocument()?.nodes.some((node) => node.id === id) ?? false
  if (id === null || !known) return null
  return <Opened key={id} id={id} />
}

function Opened({ id }: { id: string }) {
  const node = useNodeFacts(id)
  const kind = useLayerKind(node?.kind ?? '')
  const inside = useInsideOf(node?.kind ?? '')
  const { close } = useInside.getState()
  useEscape(close)
  useEffect(() => {
    useGraph.getState().select([id])
    return () => focusNode(id)
  }, [id])
  if (!node || !kind || inside === undefined) return null
  return (
    <div className="inside" onClick={(event) => event.target === event.currentTarget && close()}>
      <Panel node={node} kind={kind} inside={inside} />
    </div>
  )
}

interface PanelProps {
  readonly node: NodeFacts
  readonly kind: LayerKind
  readonly inside: Inside | null
}

function Panel({ node, kind, inside }: PanelProps) {
  const t = useT()
  const say = useSay()
  const panel = useRef<HTMLElement>(null)
  const checked = useGraph((state) => state.checked?.nodes)
  useLighting(panel)
  useEffect(() => panel.current?.focus(), [])
  const shape = checked?.[node.id]?.shape ?? null
  const inputs = node.sources.map((source) => checked?.[source]?.shape ?? null)
  const ready = shape !== null && inputs.every((one) => one !== null)
  const unknown = checked ? 'inside.unknown' : 'instruments.waiting'
  return (
    <section
      ref={panel}
      className="inside-panel"
      aria-label={t('inside.of', { title: say(kind.label), node: node.id })}
      tabIndex={-1}
    >
      <header>
        <h2>
          {say(kind.label)} <span className="soft mono">{node.id}</span>
        </h2>
        <span className="mono soft">
          {inputs.map((one) => (one ? shapeText(one) : '?')).join(' + ')} →{' '}
          {shape ? shapeText(shape) : '?'}
        </span>
        <HelpLink category="layers" kind={kind.name} title={say(kind.label)} />
        <div className="canvas-tools">
          <HistoryTools />
        </div>
        <button
          type="button"
          className="button pill"
          aria-label={t('app.close')}
          onClick={() => useInside.getState().close()}
        >
          ×
        </button>
      </header>
      <div className="inside-stage">
        {inside && ready ? (
          <inside.View node={node} kind={kind} shape={shape} inputs={inputs} />
        ) : (
          <p className="soft">{t(ready ? 'inside.none' : unknown)}</p>
        )}
      </div>
      {!inside?.explainsItself && <Explained kind={kind} symbols={inside?.symbols ?? NONE} />}
    </section>
  )
}

const NONE: Inside['symbols'] = {}

/** The view of a kind: undefined while it is on its way, null where there is none. */
function useInsideOf(kind: string): Inside | null | undefined {
  const [found, setFound] = useState<{ kind: string; inside: Inside | null }>()
  useEffect(() => {
    let here = true
    void insideOf(kind).then((inside) => {
      if (here) setFound({ kind, inside })
    })
    return () => {
      here = false
    }
  }, [kind])
  return found?.kind === kind ? found.inside : undefined
}

function useEscape(close: () => void): void {
  useEffect(() => {
    const out = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      if (event.target instanceof Element && event.target.closest('dialog')) return
      event.preventDefault()
      close()
    }
    // Before the canvas, whose Escape would take the selection away as well.
    window.addEventListener('keydown', out, true)
    return () => window.removeEventListener('keydown', out, true)
  }, [close])
}
