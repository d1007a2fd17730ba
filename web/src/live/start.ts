/** Starts everything that moves; called once before the page is drawn. */

import { followTheme } from './colors'
import { connect } from './connection'

export function startLive(): void {
  connect()
  followTheme()
}
