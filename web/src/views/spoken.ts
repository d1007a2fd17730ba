/** What a picture shows in words, for those who do not see it: written now and then, not each frame. */

import { t } from '../i18n'
import type { Scale } from '../live/colors'
import { readable } from '../ui/numbers'

const EVERY_MS = 1000
const written = new WeakMap<Element, number>()

/** Says the least and greatest value of the picture in `element`. */
export function describeRange(element: Element | null, range: Scale): void {
  const now = performance.now()
  if (!element || Number.isNaN(range.least) || now - (written.get(element) ?? -EVERY_MS) < EVERY_MS)
    return
  written.set(element, now)
  const ends = { least: readable(range.least, 2), greatest: readable(range.greatest, 2) }
  element.setAttribute('aria-description', t('live.fromTo', ends))
}
