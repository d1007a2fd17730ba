/** What is too much for one frame, made piece by piece: some in each frame, when it is their turn. */

import { useEffect, useState, useRef, type ReactNode } from 'react'
import { flushSync } from 'react-dom'

import { useLanguage } from '../i18n'
import { inTurn, write, type Writer } from './clock'

type Make = (piece: number) => void

interface Turns extends Writer {
  count: number
  left: number
  next: number
  make: Make
}

/**
 * What a painter calls to have pieces 0 to `count` - 1 made, `atOnce` in a frame. Called again
 * before all are made it goes on where it is, once round, with the newer `make`: however often
 * there is news, every piece gets its turn.
 */
export function useTurns(atOnce = 1): (count: number, make: Make) => void {
  const turns = useRef<Turns>({
    ...{ from: 0, count: 0, left: 0, next: 0, make: () => undefined },
    write() {
      for (let n = Math.min(atOnce, this.left); n > 0; n--, this.left--) {
        this.make(this.next % this.count)
        this.next = (this.next + 1) % this.count
      }
      if (this.left > 0) write(this)
    },
  })
  return (count, make) => {
    const { current } = turns
    if (current.left === 0) current.from = performance.now()
    Object.assign(current, { count, make, left: count })
    if (count > 0) write(current)
  }
}

/**
 * What `render` makes of `news`, made anew in a frame of its own: a panel of several parts need not
 * make them all at once. `render` may look at nothing else that changes but the language.
 */
export function useInTurn(news: object, render: () => ReactNode): ReactNode {
  const language = useLanguage()
  const [made, make] = useState(() => ({ news, language, parts: render() }))
  useEffect(() => {
    if (made.news === news && made.language === language) return
    return inTurn(() => flushSync(() => make({ news, language, parts: render() })))
  })
  return made.parts
}
