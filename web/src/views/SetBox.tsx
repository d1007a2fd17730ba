/** The box that sets one number of a layer while it trains, and how a pinned card closes. */

import { useEffect, useRef, useState, type RefObject } from 'react'

import { useSay, useT } from '../i18n'
import { useAllowed } from '../state/guide'
import { FlipButton } from './meddle/FlipButton'
import { setWeights } from './meddle/writing'
import { parse, short } from '../ui/numbers'
import type { Problem } from '../wire/messages.gen'

interface SetBoxProps {
  node: string
  weight: 'kernel' | 'bias'
  index: number[]
  close: () => void
}

export function SetBox({ node, weight, index, close }: SetBoxProps) {
  const t = useT()
  const say = useSay()
  const box = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [unread, setUnread] = useState<string | null>(null)
  const allowed = useAllowed('weights')
  const place = index.join()
  useEffect(() => box.current?.focus(), [place])
  const set = async (): Promise<void> => {
    const text = box.current?.value ?? ''
    const value = parse(text)
    setUnread(value === null ? text : null)
    if (value === null) return
    const refused = await setWeights([{ node, weight, index, value }])
    setProblem(refused)
    if (!refused) close()
  }
  if (!allowed) return <p className="locked-note">{t('lessons.locked_weights')}</p>
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void set()
      }}
    >
      <input
        ref={box}
        inputMode="decimal"
        autoComplete="off"
        aria-label={t(weight === 'bias' ? 'live.newBias' : 'live.newWeight')}
      />
      <button type="submit">{t('live.set')}</button>
      <FlipButton node={node} weight={weight} index={index} />
      {unread !== null && (
        <p role="alert">
          {t('live.notNumber', { text: unread, one: short(0.5), other: short(-2) })}
        </p>
      )}
      {problem && <p role="alert">{say(problem.message)}</p>}
    </form>
  )
}

/** Escape or a click elsewhere closes a pinned card; what lies in `beside` belongs to it. */
export function useClosing(
  card: RefObject<HTMLElement | null>,
  pinned: boolean,
  close: () => void,
  beside = '',
): void {
  useEffect(() => {
    if (!pinned) return
    const key = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') close()
    }
    const press = (event: PointerEvent): void => {
      const target = event.target as Element
      if (beside !== '' && target.closest(beside)) return
      if (!card.current?.contains(target)) close()
    }
    addEventListener('keydown', key)
    // Before the element that is pressed hears of it: it may be the next one to be pinned.
    addEventListener('pointerdown', press, true)
    return () => {
      removeEventListener('keydown', key)
      removeEventListener('pointerdown', press, true)
    }
  }, [card, pinned, close, beside])
}
