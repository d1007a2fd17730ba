/** The formula and the running code of a layer side by side; a symbol under the pointer lights up
 * in both, and wherever the stage says `data-symbol`. */

import { useCallback, useMemo, useRef } from 'react'

import { useT } from '../../../i18n'
import type { LayerKind } from '../../../model/catalog'
import { pieces } from '../../../model/python'
import { useFitted } from '../../../ui/fit'
import { marked, markSymbols } from '../../../ui/marks'
import { Tex } from '../../../ui/Tex'
import type { Inside } from '../inside'

interface ExplainedProps {
  readonly kind: Pick<LayerKind, 'formula' | 'code'>
  readonly symbols: Inside['symbols']
}

export function Explained({ kind, symbols }: ExplainedProps) {
  const t = useT()
  const formula = useRef<HTMLElement>(null)
  useFitted(formula)
  const names = useMemo(() => Object.keys(symbols), [symbols])
  const tex = useMemo(
    () =>
      marked(
        kind.formula,
        Object.values(symbols).map(({ tex }) => tex),
      ),
    [kind, symbols],
  )
  const mark = useCallback((element: HTMLElement) => markSymbols(element, names), [names])
  return (
    <div className="inside-explained">
      <section ref={formula} className="inside-formula" aria-label={t('inside.formula')}>
        <Tex tex={tex} display onSet={mark} />
      </section>
      <section aria-label={t('inside.code')}>
        <pre className="code mono" tabIndex={0}>
          <code>
            {withSymbols(kind.code, symbols).map(({ text, symbol, look }, place) => (
              <span
                key={place}
                className={look === 'plain' ? undefined : `code-${look}`}
                data-symbol={symbol ?? undefined}
              >
                {text}
              </span>
            ))}
          </code>
        </pre>
      </section>
    </div>
  )
}

interface Run {
  readonly text: string
  readonly look: string
  readonly symbol: string | null
}

/** The pieces of the code, cut where a symbol begins or ends; words of the docstring stay words. */
export function withSymbols(code: string, symbols: Inside['symbols']): Run[] {
  const runs: Run[] = []
  const places = Object.entries(symbols).flatMap(([name, { code: pattern }]) =>
    [...code.matchAll(new RegExp(pattern, 'g'))].map((match) => ({
      name,
      start: match.index,
      end: match.index + match[0].length,
    })),
  )
  let at = 0
  for (const { look, text } of pieces(code)) {
    const inside = look === 'comment' || text.startsWith('"""') ? [] : places
    const cuts = new Set([at, at + text.length])
    for (const { start, end } of inside)
      for (const cut of [start, end]) if (cut > at && cut < at + text.length) cuts.add(cut)
    const order = [...cuts].sort((a, b) => a - b)
    order.slice(0, -1).forEach((start, n) => {
      const end = order[n + 1] ?? start
      const symbol = inside.find((one) => one.start <= start && one.end >= end)?.name ?? null
      runs.push({ look, symbol, text: code.slice(start, end) })
    })
    at += text.length
  }
  return runs
}
