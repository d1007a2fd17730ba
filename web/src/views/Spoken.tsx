/** Says what a card tells aloud, not more often than a person can listen. */

import { useEffect, useRef, type RefObject } from 'react'

const FIRST_MS = 400
const EVERY_MS = 2000

/** Reads what is marked `data-spoken` in `body`; silent while it stays the same. */
export function Spoken({ body }: { body: RefObject<HTMLElement | null> }) {
  const spoken = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const say = (): void => {
      const text = body.current?.querySelector('[data-spoken]')?.textContent ?? ''
      if (spoken.current && spoken.current.textContent !== text) spoken.current.textContent = text
    }
    const first = setTimeout(say, FIRST_MS)
    const timer = setInterval(say, EVERY_MS)
    return () => {
      clearTimeout(first)
      clearInterval(timer)
    }
  }, [body])
  return <span className="live-spoken" role="status" aria-live="polite" ref={spoken} />
}
