/** How this browser likes the page: theme, mode, which panels are open. Remembered here only. */

import { create } from 'zustand'

export type Theme = 'system' | 'light' | 'dark'
export type Mode = 'beginner' | 'advanced'
export type Panel = 'palette' | 'inspector' | 'curves'

interface Kept {
  readonly theme: Theme
  readonly mode: Mode
  readonly open: Readonly<Record<Panel, boolean>>
}

interface UiState extends Kept {
  /** A person's own panels, while a lesson has arranged them otherwise. */
  readonly own: Kept['open'] | null
  /** A short message at the foot of the page, gone by itself. */
  readonly toast: string | null
  readonly keysShown: boolean
  setTheme(theme: Theme): void
  setMode(mode: Mode): void
  toggle(panel: Panel): void
  show(panel: Panel, open: boolean): void
  /** Arrange the panels for a while; they are given back as they were. */
  lend(open: Kept['open']): void
  giveBack(): void
  say(toast: string): void
  showKeys(shown: boolean): void
}

const NAME = 'netzwerkstatt.ui'
const wide = window.innerWidth >= 900

const CLOSED = { palette: false, inspector: false }

const STANDARD: Kept = {
  theme: 'system',
  mode: 'beginner',
  open: { palette: wide, inspector: wide, curves: true },
}

function kept(): Kept {
  try {
    const stored = JSON.parse(localStorage.getItem(NAME) ?? '{}') as Partial<Kept>
    // A narrow screen starts with closed panels, whatever a wide window left behind.
    const open = wide ? { ...STANDARD.open, ...stored.open } : STANDARD.open
    return { ...STANDARD, ...stored, open }
  } catch {
    return STANDARD
  }
}

/** Where there is room for one panel over the canvas only, the other gives way. */
function withPanel(open: Kept['open'], panel: Panel, shown: boolean): Kept['open'] {
  const alone = shown && panel !== 'curves' && window.innerWidth < 900
  return { ...open, ...(alone ? CLOSED : {}), [panel]: shown }
}

let toastTimer = 0

export const useUi = create<UiState>((set) => ({
  ...kept(),
  own: null,
  toast: null,
  keysShown: false,
  setTheme: (theme) => set({ theme }),
  setMode: (mode) => set({ mode }),
  toggle: (panel) => set(({ open }) => ({ open: withPanel(open, panel, !open[panel]) })),
  show: (panel, shown) => set(({ open }) => ({ open: withPanel(open, panel, shown) })),
  lend: (open) => set((state) => ({ open, own: state.own ?? state.open })),
  giveBack: () => set(({ own, open }) => ({ open: own ?? open, own: null })),
  say: (toast) => {
    window.clearTimeout(toastTimer)
    toastTimer = window.setTimeout(() => set({ toast: null }), 4000)
    set({ toast })
  },
  showKeys: (keysShown) => set({ keysShown }),
}))

function keep({ theme, mode, open, own }: UiState): void {
  localStorage.setItem(NAME, JSON.stringify({ theme, mode, open: own ?? open } satisfies Kept))
}

const dark = window.matchMedia('(prefers-color-scheme: dark)')

function paint(): void {
  const { theme } = useUi.getState()
  const shown = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme
  document.documentElement.dataset.theme = shown
}

/** Keep the choices and follow the theme from now on; call once at start. */
export function startUi(): void {
  useUi.subscribe((state) => {
    keep(state)
    paint()
  })
  dark.addEventListener('change', paint)
  // Over a narrow canvas panels would lie on each other and on the network.
  window.matchMedia('(max-width: 899px)').addEventListener('change', ({ matches }) => {
    if (matches) useUi.setState(({ open }) => ({ open: { ...open, ...CLOSED } }))
  })
  paint()
}
