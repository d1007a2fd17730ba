/** What the server says about who this page belongs to: a session that has ended. */

import { listen } from './live/connection'
import { signedOff, useSession } from './state/session'

/** Follow from now on; answers how to stop. */
export function startAttending(): () => void {
  return listen({
    link: (link) => {
      if (link === 'away') void askWho()
    },
  })
}

let asking = false

/** A session that ended while nobody could be told: the server no longer takes the socket. */
async function askWho(): Promise<void> {
  const before = useSession.getState().session
  if (asking || !before) return
  asking = true
  const now = await useSession.getState().load()
  asking = false
  if (now.person !== before.person || (now.role === 'anonymous' && before.role !== 'anonymous'))
    signedOff(before.role)
}
