/** A symbol under the pointer or the focus lights up everywhere inside one element. */

import { useEffect, type RefObject } from 'react'

/** Everything in `root` that says `data-symbol` with the pointed-at name gets the class `lit`. */
export function useLighting(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = root.current
    if (!element) return
    let lit: string | null = null
    const light = (name: string | null): void => {
      if (name === lit) return
      lit = name
      for (const one of element.querySelectorAll<HTMLElement>('[data-symbol]'))
        one.classList.toggle('lit', one.dataset.symbol === name)
    }
    const point = ({ target }: Event): void => {
      const found = target instanceof Element ? target.closest('[data-symbol]') : null
      light(found?.getAttribute('data-symbol') ?? null)
    }
    const leave = (): void => light(null)
    element.addEventListener('pointerover', point)
    element.addEventListener('focusin', point)
    element.addEventListener('pointerleave', leave)
    element.addEventListener('focusout', leave)
    return () => {
      element.removeEventListener('pointerover', point)
      element.removeEventListener('focusin', point)
      element.removeEventListener('pointerleave', leave)
      element.removeEventListener('focusout', leave)
    }
  }, [root])
}
