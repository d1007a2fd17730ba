import { useT } from '../i18n'
import { useUi, type Panel } from '../state/ui'

const ARROWS: Record<Panel, readonly [open: string, closed: string]> = {
  palette: ['M10 3 5 8l5 5', 'm6 3 5 5-5 5'],
  inspector: ['m6 3 5 5-5 5', 'M10 3 5 8l5 5'],
  curves: ['m3 6 5 5 5-5', 'm3 10 5-5 5 5'],
}

/** A thin handle at the edge of a panel that hides or shows it. */
export function PanelToggle({ panel }: { panel: Panel }) {
  const t = useT()
  const open = useUi((state) => state.open[panel])
  const text = t(open ? 'app.hide' : 'app.show', { panel: t(`app.${panel}`) })
  return (
    <button
      type="button"
      className={`panel-toggle ${panel}`}
      aria-expanded={open}
      aria-label={text}
      title={text}
      onClick={() => useUi.getState().toggle(panel)}
    >
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <path d={ARROWS[panel][open ? 0 : 1]} fill="none" stroke="currentColor" strokeWidth="1.6" />
      </svg>
    </button>
  )
}
