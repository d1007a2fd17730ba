import { useState } from 'react'
import { useLocation } from 'wouter'
import { useSay, useT } from '../i18n'
import type { LayerKind } from '../model/catalog'
import { found } from '../model/search'
import { addLayer } from '../state/actions'
import { useCatalog } from '../state/catalog'
import { Breakable } from '../ui/Breakable'
import { Glyph } from '../ui/Glyph'
import { HelpLink } from '../ui/HelpLink'

/** Every layer by family; drag one onto the canvas or a wire, or add it after the selection. */
export function Palette() {
  const t = useT()
  const say = useSay()
  const [search, setSearch] = useState('')
  const catalog = useCatalog((state) => state.catalog)
  // A data set decides the input; a second one is for networks that have several.
  const layers = found(catalog?.layers ?? [], search)
  const families = (catalog?.families ?? []).filter((family) =>
    layers.some((layer) => layer.family === family.name),
  )
  return (
    <aside className="palette" aria-label={t('app.palette')}>
      <input
        id="layer-search"
        type="search"
        className="search"
        placeholder={t('canvas.search')}
        aria-label={t('canvas.search')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        onKeyDown={(event) => {
          const first = layers[0]
          if (event.key === 'Enter' && search !== '' && first) addLayer(first.name)
          if (event.key === 'Escape') setSearch('')
        }}
      />
      {families.map((family) => (
        <section key={family.name}>
          <h2>{say(family.label)}</h2>
          {layers
            .filter((layer) => layer.family === family.name)
            .map((layer) => (
              <Entry key={layer.name} layer={layer} />
            ))}
        </section>
      ))}
      {families.length === 0 && <p className="soft">{t('canvas.nothingFound')}</p>}
    </aside>
  )
}

function Entry({ layer }: { layer: LayerKind }) {
  const t = useT()
  const say = useSay()
  const [, go] = useLocation()
  const names = { title: say(layer.label), summary: say(layer.summary) }
  return (
    <div className="palette-row">
      <button
        type="button"
        className="palette-entry"
        draggable
        aria-label={t('canvas.add', names)}
        title={say(layer.help)}
        data-kind={layer.name}
        onClick={() => addLayer(layer.name)}
        onKeyDown={(event) => {
          if (event.key !== '?') return
          event.preventDefault() // else the list of keys would open
          go(`/help/layers/${layer.name}`)
        }}
        onDragStart={(event) => {
          event.dataTransfer.setData('application/x-netzwerkstatt-kind', layer.name)
          event.dataTransfer.effectAllowed = 'copy'
        }}
      >
        <Glyph name={layer.glyph} size={22} />
        <span>
          <b>
            <Breakable name={names.title} />
          </b>
          <small>{names.summary}</small>
        </span>
      </button>
      <HelpLink category="layers" kind={layer.name} title={names.title} passed />
    </div>
  )
}
