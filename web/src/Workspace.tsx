import { useEffect, useState, type ReactNode } from 'react'
import { Canvas } from './canvas/Canvas'
import { InsideLayer } from './canvas/InsideLayer'
import { useT } from './i18n'
import { Inspector } from './inspector/Inspector'
import { Frozen, Held } from './panels/Frozen'
import { Keys } from './panels/Keys'
import { Messages } from './panels/Messages'
import { Palette } from './panels/Palette'
import { PanelToggle } from './panels/PanelToggle'
import { TopBar } from './panels/TopBar'
import { startChecking } from './state/checking'
import { useAllowed } from './state/guide'
import { followAddress, useInside } from './state/inside'
import { useFrozen } from './state/session'
import { useSlow } from './state/slow'
import { useSweep } from './state/sweep'
import { useUi } from './state/ui'
import { openFirst, startSync } from './sync'
import { Dock } from './views/Dock'
import { SlowMotion } from './views/slow/SlowMotion'
import { SweepPanel } from './views/sweep/SweepPanel'

/** The workspace: palette, canvas, inspector, run bar, curves. */
export function Workspace() {
  const ready = useStart()
  return ready ? <Frame top={<TopBar />} /> : <Loading />
}

/** Shown until there is a network. */
export function Loading() {
  const t = useT()
  return (
    <main className="loading">
      <p role="status">{t('app.loading')}</p>
      <Messages />
    </main>
  )
}

interface FrameProps {
  readonly top: ReactNode
  /** A column beside the network, which is then the second thing on the page. */
  readonly beside?: ReactNode
}

/** The parts of the workspace around the network that is open. */
export function Frame({ top, beside }: FrameProps) {
  const t = useT()
  // The text of a lesson is the page's main part; the network stands beside it.
  const Center = beside === undefined ? 'main' : 'section'
  const open = useUi((state) => state.open)
  const building = useAllowed('layers')
  const frozen = useFrozen()
  const inside = useInside((state) => state.node !== null)
  const slow = useSlow((state) => state.open)
  const sweep = useSweep((state) => state.open)
  useEffect(followAddress, [])
  return (
    <div className={beside === undefined ? 'workspace' : 'workspace guided'}>
      <a className="skip" href="#network">
        {t('app.skip')}
      </a>
      {top}
      <Frozen />
      <div className="workspace-middle">
        {beside}
        {building && open.palette && !inside && !sweep && (
          <Held>
            <Palette />
          </Held>
        )}
        <Center
          className="workspace-center"
          inert={frozen}
          aria-label={beside === undefined ? undefined : t('canvas.label')}
        >
          <div id="network" className="workspace-canvas" tabIndex={-1}>
            <div className="workspace-network" inert={inside || sweep}>
              <Canvas />
            </div>
            <InsideLayer />
            {building && !sweep && <PanelToggle panel="palette" />}
            {!sweep && <PanelToggle panel="inspector" />}
            {!sweep && <PanelToggle panel="curves" />}
          </div>
          <SlowMotion />
          {open.curves && !slow && !sweep && (
            <div className="workspace-curves">
              <Dock />
            </div>
          )}
          <SweepPanel />
        </Center>
        {open.inspector && !sweep && (
          <Held>
            <Inspector />
          </Held>
        )}
      </div>
      <Keys />
      <Messages />
    </div>
  )
}

/** Catalog, then the first network, then checking and training along with every change. */
function useStart(): boolean {
  const [ready, setReady] = useState(false)
  useEffect(() => {
    let stops: (() => void)[] = []
    let gone = false
    const start = async () => {
      await openFirst()
      if (gone) return
      stops = [startChecking(), startSync()]
      setReady(true)
    }
    void start()
    return () => {
      gone = true
      stops.forEach((stop) => stop())
    }
  }, [])
  return ready
}
