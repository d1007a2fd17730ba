/** The card of one number of a layer: its value now, and once it is pinned a box that sets it. */

import { useRef, type ReactNode } from 'react'
import { createPortal } from 'react-dom'

import { useT } from '../i18n'
import { useLive } from '../live/hooks'
import type { Frame } from '../wire/frames'
import type { Probe } from '../wire/messages.gen'
import { readable } from '../ui/numbers'
import { SetBox, useClosing } from './SetBox'
import { Spoken } from './Spoken'
import './cards.css'

interface NumberCardProps {
  probe: Probe
  read: (frame: Frame | null) => number
  /** What the number is, before and behind its value. */
  word: string
  name: string
  place: ReactNode
  set: { node: string; weight: 'kernel' | 'bias'; index: number[] }
  anchor: Element
  pinned: boolean
  close: () => void
  testId: string
}

export function NumberCard(props: NumberCardProps) {
  const { pinned, close, set } = props
  const t = useT()
  const card = useRef<HTMLDivElement>(null)
  const number = useRef<HTMLElement>(null)
  useClosing(card, pinned, close)
  useLive(card, props.probe, (handle) => {
    const text = readable(props.read(handle.frame()))
    if (number.current && number.current.textContent !== text) number.current.textContent = text
  })
  const box = props.anchor.getBoundingClientRect()
  const left = Math.max(8, Math.min(box.right + 10, innerWidth - 270))
  const top = Math.max(8, box.top - 64)
  return createPortal(
    <div
      ref={card}
      className={pinned ? 'live-card live-wire-card pinned' : 'live-card live-wire-card'}
      style={{ left, top }}
      data-testid={props.testId}
    >
      <p data-spoken>
        {props.word} <b ref={number}>…</b> = {props.name}
      </p>
      <p className="live-card-place">{props.place}</p>
      {pinned ? (
        <SetBox {...set} close={close} />
      ) : (
        <p className="live-hint">{t('live.clickToSet')}</p>
      )}
      <Spoken body={card} />
    </div>,
    document.body,
  )
}
