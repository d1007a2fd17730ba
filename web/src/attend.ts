/** What a class does to the page of a learner: networks that are pushed, freezing, signing out. */

import { t } from './i18n'
import { listen, send } from './live/connection'
import { equalJson, type NetDocument } from './model/document'
import { asDocument } from './model/read'
import { openDocument } from './state/actions'
import { currentDocument, useGraph } from './state/graph'
import { isFrozen, keptHand, signedOff, useSession } from './state/session'
import { useUi } from './state/ui'
import type { Notice } from './wire/messages.gen'

/** Follow the class from now on; answers how to stop. */
export function startAttending(): () => void {
  return listen({
    notice: heard,
    link: (link) => {
      if (link === 'away') void askWho()
      // Told again after every break and reload: a server that began anew knows of no hands.
      if (link === 'open' && keptHand()) void send({ type: 'hand', up: true })
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

function heard(notice: Notice): void {
  if (notice.type === 'pushed') take(notice.document)
  else if (notice.type === 'frozen') freeze(notice.frozen)
  else if (notice.type === 'signed_out') signedOff(useSession.getState().session?.role)
}

/** One step of the history, so that one step back brings back the learner's own. */
function take(document: object): void {
  const pushed = asDocument(document)
  const present = currentDocument()
  if (!present) return afterOpening(() => take(document))
  // Who comes for the first time begins with it already.
  if (!sameNetwork(present, pushed)) openDocument(pushed)
  useUi.getState().say(t('learner.pushed', { name: pushed.name || t('app.unnamed') }))
}

/** The page is still asking what to show. */
function afterOpening(act: () => void): void {
  const stop = useGraph.subscribe(() => {
    if (!currentDocument()) return
    stop()
    act()
  })
}

/** Told with every connection, so only a change is worth a word. */
function freeze(frozen: boolean): void {
  const was = isFrozen()
  useSession.getState().freeze(frozen)
  if (was && !frozen) useUi.getState().say(t('learner.released'))
}

function sameNetwork(one: NetDocument, other: NetDocument): boolean {
  const bare = (network: NetDocument) => ({ ...network, layout: null, name: '' })
  return equalJson(bare(one), bare(other))
}
