/** Makes a formula fit into its room: it breaks between its terms, and what is wider still shrinks. */

import { useEffect, type RefObject } from 'react'

/** The formula in `room` stays readable whole, whatever the width; for display formulas that wrap. */
export function useFitted(room: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = room.current
    if (!element) return
    const fit = (): void => fitted(element)
    // Formulas and their fonts arrive later than the room.
    const resized = new ResizeObserver(fit)
    const set = new MutationObserver(fit)
    resized.observe(element)
    set.observe(element, { childList: true, subtree: true })
    void document.fonts.ready.then(fit)
    document.fonts.addEventListener('loadingdone', fit)
    return () => {
      resized.disconnect()
      set.disconnect()
      document.fonts.removeEventListener('loadingdone', fit)
    }
  }, [room])
}

function fitted(room: HTMLElement): void {
  const formula = room.querySelector<HTMLElement>('.tex')
  if (!formula) return
  formula.style.fontSize = ''
  const parts = [...formula.querySelectorAll<HTMLElement>('.katex-base')]
  const widest = Math.max(0, ...parts.map((part) => part.getBoundingClientRect().width))
  const width = room.clientWidth
  if (widest > width && width > 0) formula.style.fontSize = `${Math.floor((width / widest) * 100)}%`
}
