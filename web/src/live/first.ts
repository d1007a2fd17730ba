/** The first living picture: what is not needed for it waits until it is on the screen. */

const MARK = 'netzwerkstatt:first-frame'
const LONGEST_WAIT_MS = 3000

let resolve: () => void
const first = new Promise<void>((settle) => (resolve = settle))
let marked = false

/** Called behind the frame in which a picture of real numbers was painted; the first one counts. */
export function paintedFirst(): void {
  if (marked) return
  marked = true
  performance.mark(MARK)
  resolve()
}

/** Settles after the first picture, or when there is none for long: a network may be wrong. */
export function afterFirstFrame(): Promise<void> {
  if (marked) return first
  return Promise.race([first, new Promise<void>((late) => setTimeout(late, LONGEST_WAIT_MS))])
}
