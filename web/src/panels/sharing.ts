/** Networks in and out: files, and links that carry the whole document. */

import { Refused } from '../api/client'
import { takeOver, type TakenOver } from '../api/code'
import { say as sayIn, t } from '../i18n'
import type { Wanted } from '../model/fault'
import { asDocument, isKeras, ReadError, readJson } from '../model/read'
import { fromHash, toHash } from '../model/share'
import { openDocument } from '../state/actions'
import { withOwnPlaces } from '../state/arranged'
import { currentDocument } from '../state/graph'
import { useUi } from '../state/ui'

const say = (text: string) => useUi.getState().say(text)

/** Say in a sentence why something could not be read. */
export function tell(error: unknown): void {
  const problem = error instanceof Refused ? error.problems[0] : undefined
  if (problem) return say(sayIn(problem.message))
  if (!(error instanceof ReadError)) throw error
  const { code, values } = error
  say(t(`app.${code}`, code === 'not_json' ? inWords(values) : values))
}

/** The place of a fault in words: what stands there, and what belongs there. */
function inWords({ found, wanted, ...place }: ReadError['values']): ReadError['values'] {
  return {
    ...place,
    found: found === '' ? t('app.file_ends') : t('app.stands', { found: found ?? '' }),
    wanted: t(`app.wanted_${wanted as Wanted}`),
  }
}

/** Open a file; of a Keras model it answers what it would become, and nothing is replaced yet. */
export async function loadFile(file: File): Promise<TakenOver | null> {
  try {
    const text = await file.text()
    const value = readJson(text)
    if (isKeras(value)) return await takeOver(text)
    openDocument(asDocument(value))
  } catch (error) {
    tell(error)
  }
  return null
}

export function saveFile(): void {
  const network = currentDocument()
  if (!network) return
  const text = JSON.stringify(withOwnPlaces(network), null, 2) + '\n'
  saveAs(new File([text], `${fileName(network.name)}.json`, { type: 'application/json' }))
}

/** Give a file to the person, as a download. */
export function saveAs(file: File): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = file.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}

/** A name that every file system takes. */
function fileName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^\w -]/g, '')
    .trim()
  return plain.replace(/\s+/g, '-').toLowerCase().slice(0, 60) || 'network'
}

/** Copy the link to this very network; where the clipboard is closed, the address bar shows it. */
export async function share(): Promise<void> {
  const network = currentDocument()
  if (!network) return
  window.history.replaceState(null, '', await toHash(withOwnPlaces(network)))
  try {
    await navigator.clipboard.writeText(window.location.href)
    say(t('app.copied'))
  } catch {
    say(t('app.linkShown'))
  }
}

/** Open the network in the address, if there is one; answers whether there was. */
export async function openAddress(): Promise<boolean> {
  try {
    const network = await fromHash(window.location.hash)
    if (network) openDocument(network)
    return network !== null
  } catch (error) {
    tell(error)
    return false
  }
}
