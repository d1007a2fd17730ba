import { useEffect, useRef, useState } from 'react'

type Katex = (typeof import('katex'))['default']

let katex: Katex | null = null

/** KaTeX is large: it arrives when the first formula is shown. */
function useKatex(): Katex | null {
  const [loaded, setLoaded] = useState(katex)
  useEffect(() => {
    if (loaded) return
    let here = true
    void Promise.all([import('katex'), import('katex/dist/katex.min.css')]).then(([module]) => {
      katex = module.default
      if (here) setLoaded(() => katex)
    })
    return () => {
      here = false
    }
  }, [loaded])
  return loaded
}

interface TexProps {
  readonly tex: string
  readonly display?: boolean
  readonly className?: string
  /** Called with the element after each time it was set. */
  readonly onSet?: (element: HTMLElement) => void
}

/** TeX of a lesson as elements; nothing in it is trusted with HTML or links. */
export function Tex({ tex, display = false, className = '', onSet }: TexProps) {
  const set = useKatex()
  const place = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (!set || !place.current) return
    set.render(tex, place.current, { trust: false, throwOnError: false, displayMode: display })
    onSet?.(place.current)
  }, [set, tex, display, onSet])
  return <span ref={place} className={`tex ${className}`} />
}
