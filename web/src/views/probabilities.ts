import { putSign } from '../ui/put'
/** Writes a short vector into rows of bars; attributes only, no element is made or moved. */

interface BarsOptions {
  /** Values lie between 0 and 1; otherwise bars grow to both sides of zero. */
  bounded: boolean
  target: number | null
  fixed: (value: number, digits: number) => string
}

/** Paints `values` into the children of `root`; null empties the bars. */
export function paint(root: HTMLElement, values: Float32Array | null, options: BarsOptions): void {
  const best = values ? greatestAt(values) : -1
  const reach = options.bounded || !values ? 1 : Math.max(...values.map(Math.abs), 1e-6)
  root.dataset.bounded = String(options.bounded)
  for (let n = 0; n < root.children.length; n++) {
    const row = root.children[n] as HTMLElement
    const value = values?.[n]
    const bar = row.querySelector('i')
    const number = row.querySelector<HTMLElement>('.live-bar-value')
    if (!bar || !number) continue
    bar.style.transform = `scaleX(${value === undefined || Number.isNaN(value) ? 0 : value / reach})`
    putSign(row, value ?? 0)
    row.dataset.best = String(n === best && options.bounded)
    row.dataset.target = String(n === options.target)
    const text = value === undefined ? '' : options.fixed(value, 2)
    if (number.textContent !== text) number.textContent = text
  }
}

/** The places of the greatest values, the greatest first; equal ones in their order. */
export function likeliest(values: Float32Array | null, count: number): number[] {
  const places = Array.from(values ?? [], (_, place) => place)
  return places.sort((a, b) => (values?.[b] ?? 0) - (values?.[a] ?? 0)).slice(0, count)
}

function greatestAt(values: Float32Array): number {
  let best = 0
  for (let n = 1; n < values.length; n++)
    if ((values[n] ?? -Infinity) > (values[best] ?? -Infinity)) best = n
  return best
}
