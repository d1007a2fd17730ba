/** Asking pictures: a question lasts as long as the pointer or the focus is there. */

import type { FocusEvent, PointerEvent } from 'react'

import { usePick } from '../live/sample'

/** Handlers of a button; by keyboard it is asked about the given place. */
export function asking(node: string, index: number[], point: [number, number] | null = null) {
  const { ask, blur } = usePick.getState()
  return {
    onPointerLeave: ({ pointerType }: PointerEvent): void => {
      // A finger leaves when it lifts; its question stays for the click that follows.
      if (pointerType !== 'touch') ask(null)
    },
    onFocus: ({ currentTarget: anchor }: FocusEvent): void => {
      if (anchor.matches(':focus-visible')) ask({ node, index, point, anchor, byKey: true })
    },
    onBlur: blur,
  }
}
