import { useMemo } from 'react'
import { useSay, useT } from '../i18n'
import { named, shapeText } from '../model/catalog'
import { useCatalog } from '../state/catalog'
import { at, useDocument, useGraph } from '../state/graph'

/** What a screen reader says of each node: its kind, its shape, whether something is wrong. */
export function useNodeNames(): Readonly<Record<string, string>> {
  const t = useT()
  const say = useSay()
  const document = useDocument()
  const checked = useGraph((state) => state.checked)
  const layers = useCatalog((state) => state.catalog?.layers)
  return useMemo(() => {
    const entries = (document?.nodes ?? []).map(({ id, kind }): [string, string] => {
      const label = named(layers ?? [], kind)?.label
      const title = `${label ? say(label) : kind} (${id})`
      const shape = checked?.nodes[id]?.shape
      if (at(checked?.problems ?? [], { node: id }).length > 0) {
        return [id, t('canvas.nodeProblem', { title })]
      }
      return [
        id,
        shape
          ? t('canvas.node', { title, shape: shapeText(shape) })
          : t('canvas.nodeUnknown', { title }),
      ]
    })
    return Object.fromEntries(entries)
  }, [document, checked, layers, t, say])
}
