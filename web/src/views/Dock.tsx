/** Below the network: the curves, and beside them whatever instruments somebody has opened. */

import { useEffect, useState, type KeyboardEvent, type PointerEvent } from 'react'

import { useSay, useT } from '../i18n'
import { GREATEST_HEIGHT, heightOf, LEAST_HEIGHT, useDock } from '../state/dock'
import { Menu } from '../ui/Menu'
import { Curves } from './Curves'
import { instruments, type Instrument } from './instruments/instrument'
import './dock.css'

export function Dock() {
  const t = useT()
  const open = useDock((state) => state.open)
  const height = useDock(heightOf)
  const [wanted, setWanted] = useState(open.length > 0)
  const all = useInstruments(wanted)
  const shown = open.flatMap((name) => all.find((one) => one.name === name) ?? [])
  return (
    <section className="dock" style={{ height }} aria-label={t('instruments.dock')}>
      <Resizer height={height} />
      <div className="dock-panes">
        <div className="dock-curves">
          <Curves />
        </div>
        {shown.map((one) => (
          <Pane key={one.name} instrument={one} />
        ))}
      </div>
      <div
        className={shown.length > 0 ? 'dock-menu beside' : 'dock-menu'}
        onPointerEnter={() => setWanted(true)}
        onFocus={() => setWanted(true)}
      >
        <Menu label={<DockLabel />} name={`+ ${t('instruments.add')}`}>
          {() => <Choice all={all} open={open} />}
        </Menu>
      </div>
    </section>
  )
}

/** Beside open panes there is room for its sign alone. */
function DockLabel() {
  const t = useT()
  return (
    <>
      +<span className="dock-word"> {t('instruments.add')}</span>
    </>
  )
}

function useInstruments(wanted: boolean): readonly Instrument[] {
  const [all, setAll] = useState<readonly Instrument[]>([])
  useEffect(() => {
    if (!wanted) return
    let here = true
    void instruments().then((found) => here && setAll(found))
    return () => {
      here = false
    }
  }, [wanted])
  return all
}

function Choice({ all, open }: { all: readonly Instrument[]; open: readonly string[] }) {
  const t = useT()
  const say = useSay()
  return (
    <fieldset className="dock-choice">
      <legend className="soft">{t('instruments.choose')}</legend>
      {all.map((one) => (
        <label key={one.name}>
          <input
            type="checkbox"
            value={one.name}
            checked={open.includes(one.name)}
            onChange={() => useDock.getState().toggle(one.name)}
          />
          <span>
            <b>{say(one.label)}</b>
            <small className="soft">{say(one.summary)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

function Pane({ instrument }: { instrument: Instrument }) {
  const t = useT()
  const say = useSay()
  const title = say(instrument.label)
  return (
    <section
      className="dock-pane"
      style={{ flexBasis: instrument.width }}
      aria-label={title}
      data-instrument={instrument.name}
    >
      <header>
        <h3 title={say(instrument.summary)}>{title}</h3>
        <button
          type="button"
          className="dock-close"
          aria-label={t('instruments.close', { title })}
          onClick={() => useDock.getState().toggle(instrument.name)}
        >
          ×
        </button>
      </header>
      <div className="dock-body">
        <instrument.View />
      </div>
    </section>
  )
}

/** The dock's upper edge: dragged, or moved with the arrow keys. */
function Resizer({ height }: { height: number }) {
  const t = useT()
  const { resize } = useDock.getState()
  const drag = (event: PointerEvent<HTMLElement>): void => {
    if (event.buttons !== 1) return
    const bottom = event.currentTarget.parentElement?.getBoundingClientRect().bottom ?? 0
    resize(bottom - event.clientY)
  }
  const press = (event: KeyboardEvent): void => {
    const by = { ArrowUp: 20, ArrowDown: -20 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    event.stopPropagation()
    resize(height + by)
  }
  return (
    <div
      className="dock-resizer"
      role="separator"
      aria-orientation="horizontal"
      aria-label={t('instruments.resize')}
      aria-valuenow={height}
      aria-valuemin={LEAST_HEIGHT}
      aria-valuemax={GREATEST_HEIGHT}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={press}
    />
  )
}
