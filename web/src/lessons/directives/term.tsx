import { useContext, useEffect, useId, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import type { Term } from '../../api/lessons'
import { useSay, useT } from '../../i18n'
import { TermsContext } from '../reading'
import { Words } from '../Words'

const WIDTH = 320

/** A word of the glossary: what it means stands beside it on hover, focus or tap. */
export function TermWord({ id, children }: { id: string; children: ReactNode }) {
  const term = useContext(TermsContext)[id]
  const [word, setWord] = useState<HTMLElement | null>(null)
  const [pointed, setPointed] = useState(false)
  const [opened, setOpened] = useState(false)
  const card = useId()
  const shown = pointed || opened
  const close = () => {
    setPointed(false)
    setOpened(false)
  }
  useEscape(shown, close)
  if (!term) return children
  return (
    <>
      <button
        ref={setWord}
        type="button"
        className="term-word"
        aria-describedby={shown ? card : undefined}
        aria-expanded={shown}
        onPointerEnter={({ pointerType }) => pointerType === 'mouse' && setPointed(true)}
        onPointerLeave={({ pointerType }) => pointerType === 'mouse' && setPointed(false)}
        onFocus={({ currentTarget }) => setPointed(currentTarget.matches(':focus-visible'))}
        onBlur={close}
        onClick={() => setOpened(!opened)}
      >
        {children}
      </button>
      {shown && <Card id={card} term={term} word={word} />}
    </>
  )
}

function useEscape(shown: boolean, close: () => void): void {
  useEffect(() => {
    if (!shown) return
    const pressed = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  })
}

function Card({ id, term, word }: { id: string; term: Term; word: HTMLElement | null }) {
  const t = useT()
  const say = useSay()
  const name = say(term.name)
  return createPortal(
    <div
      id={id}
      role="tooltip"
      className="term-card"
      style={word ? placeAt(word.getBoundingClientRect()) : {}}
      aria-label={t('lessons.term', { name })}
    >
      <strong>{name}</strong>
      <Words passage={term.text} />
    </div>,
    document.body,
  )
}

/** Under the word, or over it in the lower half of the window. */
function placeAt({ left, top, bottom }: DOMRect) {
  const across = { left: Math.max(8, Math.min(left - 12, innerWidth - WIDTH - 8)), width: WIDTH }
  return bottom > innerHeight * 0.6
    ? { ...across, bottom: innerHeight - top + 6 }
    : { ...across, top: bottom + 6 }
}
