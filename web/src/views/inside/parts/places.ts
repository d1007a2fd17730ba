/** What a cell of a map is called: by row and column, of a sequence by its position. */

import type { Translate } from '../../../i18n'
import type { Cell } from './sliding'

/** At the beginning of a sentence. */
export function placeName(t: Translate, [row, column]: Cell, flat: boolean): string {
  return flat
    ? t('insideKinds.position', { n: column + 1 })
    : t('insideKinds.rowColumn', { row: row + 1, column: column + 1 })
}

/** Behind “at”. */
export function placeShort(t: Translate, [row, column]: Cell, flat: boolean): string {
  return flat ? t('insideKinds.positionAt', { n: column + 1 }) : `${row + 1}, ${column + 1}`
}
