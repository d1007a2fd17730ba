import katex from 'katex'
import 'katex/dist/katex.min.css'
import { useMemo } from 'react'

/** TeX from the catalog, set by KaTeX; nothing in it is trusted with HTML or links. */
export function Formula({ tex }: { tex: string }) {
  const html = useMemo(
    () => katex.renderToString(tex, { trust: false, throwOnError: false, displayMode: true }),
    [tex],
  )
  return <div className="formula" dangerouslySetInnerHTML={{ __html: html }} />
}
