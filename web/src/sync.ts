/** Joins the document in the page with the run on the server, the address and this browser's memory. */

import { learnAgain, learnKinds, type SampleType } from './live/facts'
import { useRun } from './live/run'
import { equalJson, type NetDocument, type NetNode } from './model/document'
import { isAboutData } from './model/problems'
import { asDocument } from './model/read'
import { toHash } from './model/share'
import { openDocument } from './state/actions'
import { withOwnPlaces } from './state/arranged'
import { useCatalog } from './state/catalog'
import { isChecked, isRefused } from './state/checking'
import { currentDocument, useGraph } from './state/graph'
import { useSamples } from './state/samples'
import { hasLeft, useSession } from './state/session'
import { startMeddling } from './meddling'
import { openAddress } from './panels/sharing'

const KEPT = 'netzwerkstatt.document'
const DRAG_PAUSE = 33
const EDIT_PAUSE = 100
const KEEP_PAUSE = 600

/**
 * Open what the address holds, what this tab showed before, a learner's own run on another device,
 * what this browser showed before, what the class was given, or the first starting network.
 */
export async function openFirst(): Promise<void> {
  const kinds = useCatalog.getState().load().then(learnKinds)
  const { session } = useSession.getState()
  const learns = session?.role === 'learner'
  const [run] = await Promise.all([useRun.getState().resume(learns ? session.run : null), kinds])
  if (await openAddress()) return
  const own = run && asDocument(run)
  const network =
    remembered(sessionStorage) ?? (learns ? own : null) ?? remembered(localStorage) ?? own
  const given = network ?? session?.pushed
  const starter = useCatalog.getState().catalog?.starters[0]?.document
  const first = given ?? starter
  if (first) openDocument(first)
}

function remembered(storage: Storage): NetDocument | null {
  try {
    const text = storage.getItem(KEPT)
    return text ? asDocument(JSON.parse(text)) : null
  } catch {
    return null
  }
}

function remember(network: NetDocument): void {
  const text = JSON.stringify(network)
  sessionStorage.setItem(KEPT, text)
  localStorage.setItem(KEPT, text)
}

/** Where a page keeps its network besides the run. */
interface Keeper {
  /** ``leaving``: for the last time, while the address already belongs to another page. */
  keep(network: NetDocument, leaving: boolean): void
  /** Whether a network put into the address is opened. */
  readonly addressed: boolean
}

/** The workspace: this browser's memory, and the address for a link. */
const WORKSPACE: Keeper = {
  keep: (present, leaving) => {
    const network = withOwnPlaces(present)
    remember(network)
    if (!leaving) void keepAddress(network)
  },
  addressed: true,
}

/** Send every change that can be trained to the run, and keep all of them. Answers how to stop. */
export function startSync(keeper = WORKSPACE): () => void {
  const toRun = throttle(send)
  const keep = (leaving: boolean) => {
    const network = currentDocument()
    if (network && !hasLeft()) keeper.keep(network, leaving)
  }
  const toKeeper = throttle(() => keep(false))
  let last = currentDocument()
  let wasChecked = useGraph.getState().checked
  const changed = () => {
    const { history, checked } = useGraph.getState()
    const network = history?.present
    if (!network || (network === last && checked === wasChecked)) return
    const dragging = history.group !== null && history.group !== 'move' && history.group !== 'name'
    if (network !== last) {
      toKeeper.plan(KEEP_PAUSE)
      // Another network was opened: the one before it need not go on behind it.
      if (last && !sharesNodes(last, network)) useRun.getState().pause()
      if (history.group !== 'move') useRun.getState().expect(network)
    }
    last = network
    wasChecked = checked
    toRun.plan(dragging ? DRAG_PAUSE : EDIT_PAUSE)
  }
  const stop = useGraph.subscribe(changed)
  const stopFollowing = useRun.subscribe((now, before) => {
    if (now.edited !== null && now.edited !== before.edited) follow(now.edited)
  })
  const stopFetched = followFetched()
  const stopMeddling = startMeddling()
  if (last) openRun(last)
  toKeeper.plan(KEEP_PAUSE)
  toRun.plan(0)
  const opened = () => void openAddress()
  if (keeper.addressed) window.addEventListener('hashchange', opened)
  return () => {
    toRun.stop()
    if (toKeeper.stop()) keep(true)
    stop()
    stopFollowing()
    stopFetched()
    stopMeddling()
    window.removeEventListener('hashchange', opened)
  }
}

/**
 * The first network need not wait for its check: the server refuses by itself what cannot be
 * trained, and the check then says why. A run that is there already only waits for edits.
 */
function openRun(network: NetDocument): void {
  const run = useRun.getState()
  run.expect(network)
  if (run.run === null) void run.edit(network, sampleType(network), true)
}

/**
 * Show what another page made of the network; where cards stand here is this page's own. Layers
 * that are the same stay the same: it is still the network that trains.
 */
function follow(edited: object): void {
  const theirs = asDocument(edited)
  const own = currentDocument()
  const kept = (node: NetNode) => own?.nodes.find((one) => equalJson(one, node)) ?? node
  const nodes = theirs.nodes.map(kept)
  useGraph.getState().follow({ ...theirs, nodes, layout: { ...theirs.layout, ...own?.layout } })
}

/** A drag of a knob goes out before the check has answered; anything else waits for it. */
function send(): void {
  const { history, checked } = useGraph.getState()
  if (!history) return
  const { present } = history
  const dragged = history.group !== null && checked?.ok === true
  if (dragged || isChecked(present)) void useRun.getState().edit(present, sampleType(present))
  else if (isRefused(present)) useRun.getState().stay(withUsableData(present))
}

/** Nothing is asked of data that the check has found at fault: it has said why. */
function withUsableData(network: NetDocument): NetDocument {
  const problems = useGraph.getState().checked?.problems ?? []
  return problems.some(isAboutData) ? { ...network, data: null } : network
}

/** The data that the network on the page waits for has come to the server. */
function followFetched(): () => void {
  return useSamples.subscribe((now, before) => {
    const dataset = currentDocument()?.data?.dataset ?? ''
    if (!before.available[dataset]?.missing || now.available[dataset]?.missing !== 0) return
    learnAgain()
    useRun.getState().retry()
  })
}

function sharesNodes(one: NetDocument, other: NetDocument): boolean {
  const nodes = new Set(one.nodes)
  return other.nodes.some((node) => nodes.has(node))
}

function sampleType({ data }: NetDocument): SampleType | null {
  const known = useCatalog.getState().catalog?.datasets
  return known?.find(({ name }) => name === data?.dataset)?.sample_type ?? null
}

async function keepAddress(network: NetDocument): Promise<void> {
  const { pathname } = window.location
  const hash = await toHash(network)
  // Meanwhile another page may have taken the address.
  if (window.location.pathname === pathname) window.history.replaceState(null, '', hash)
}

/** Run at most once in a pause, always a last time; stopping says whether a run was due. */
function throttle(act: () => void): { plan(pause: number): void; stop(): boolean } {
  let timer = 0
  return {
    plan(pause) {
      if (timer) return
      timer = window.setTimeout(() => {
        timer = 0
        act()
      }, pause)
    },
    stop() {
      const due = timer !== 0
      window.clearTimeout(timer)
      timer = 0
      return due
    },
  }
}
