/** One level in: a layer opens over the network it belongs to, which fades; a click there goes out. */

import { useEffect, useRef, useState } from 'react'

import { useSay, useT } from '../i18n'
import { useNodeFacts } from '../live/facts'
import { shapeText } from '../model/catalog'
import { useLayerKind } from '../state/catalog'
import { useDocument, useGraph } from '../state/graph'
import { useInside } from '../state/inside'
import { HelpLink } from '../ui/HelpLink'
import { Explained } from '../views/inside/parts/Explained'
import { useLighting } from '../views/inside/parts/lighting'
import { insideOf, type Inside } from '../views/inside/inside'
import { focusNode } from '../state/actions'
import './inside.css'

/** Stands over the canvas while a layer is open. */
export function InsideLayer() {
  const id = useInside((state) => state.node)
  const known = useDocument()?.nodes.some((node) => node.id === id) ?? false
  if (id === null || !known) return null
  return <Opened key={id} id={id} />
}

function Opened({ id }: { id: string }) {
  const t = useT()
  const say = useSay()
  const panel = useRef<HTMLElement>(null)
  const node = useNodeFacts(id)
  const kind = useLayerKind(node?.kind ?? '')
  const checked = useGraph((state) => state.checked?.nodes)
  const inside = useInsideOf(node?.kind ?? '')
  const { close } = useInside.getState()
  useLighting(panel)
  useFocusWithin(panel, id)
  useEscape(close)
  if (!node || !kind || inside === undefined) return null
  const shape = checked?.[id]?.shape ?? null
  const inputs = node.sources.map((source) => checked?.[source]?.shape ?? null)
  const ready = shape !== null && inputs.every((one) => one !== null)
  return (
    <div className="inside" onClick={(event) => event.target === event.currentTarget && close()}>
      <section
        ref={panel}
        className="inside-panel"
        aria-label={t('inside.of', { title: say(kind.label), node: id })}
        tabIndex={-1}
      >
        <header>
          <h2>
            {say(kind.label)} <span className="soft mono">{id}</span>
          </h2>
          <span className="mono soft">
            {inputs.map((one) => (one ? shapeText(one) : '?')).join(' + ')} →{' '}
            {shape ? shapeText(shape) : '?'}
          </span>
          <HelpLink category="layers" kind={kind.name} title={say(kind.label)} />
          <button type="button" className="button pill" aria-label={t('app.close')} onClick={close}>
            ×
          </button>
        </header>
        <div className="inside-stage">
          {inside && ready ? (
            <inside.View node={node} kind={kind} shape={shape} inputs={inputs} />
          ) : (
            <p className="soft">{t(ready ? 'inside.none' : 'inside.unknown')}</p>
          )}
        </div>
        <Explained kind={kind} symbols={inside?.symbols ?? NONE} />
      </section>
    </div>
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

/** The focus goes in with the person and returns to the layer's card. */
function useFocusWithin(panel: React.RefObject<HTMLElement | null>, id: string): void {
  const there = panel.current !== null
  useEffect(() => panel.current?.focus(), [panel, there])
  useEffect(() => {
    useGraph.getState().select([id])
    return () => focusNode(id)
  }, [id])
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
