/** Starts everything that moves; called once before the page is drawn. */

import { followTheme } from './colors'
import { followData } from './facts'

export function startLive(): void {
  followTheme()
  followData()
}
