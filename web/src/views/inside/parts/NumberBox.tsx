/** One number of a layer that can be typed in place; it shows what it is now until somebody types. */

import { stepByKey } from '../../../state/keys'
import { parse } from '../../../ui/numbers'
import { setWeights } from '../../meddle/writing'

interface NumberBoxProps {
  readonly node: string
  readonly weight: string
  readonly index: readonly number[]
  readonly label: string
  readonly readOnly: boolean
  readonly className?: string
  /** Where whoever writes the numbers finds it. */
  readonly value?: string
  readonly symbol?: string
}

export function NumberBox({ node, weight, index, readOnly, ...props }: NumberBoxProps) {
  const set = async (box: HTMLInputElement): Promise<void> => {
    if (readOnly || box.value === box.dataset.was) return
    const value = parse(box.value)
    const refused = value === null || (await setWeights([{ node, weight, index, value }]))
    box.setAttribute('aria-invalid', String(Boolean(refused)))
    if (!refused) box.dataset.was = box.value
  }
  return (
    <input
      className={props.className}
      inputMode="decimal"
      autoComplete="off"
      readOnly={readOnly}
      aria-label={props.label}
      data-value={props.value}
      data-symbol={props.symbol}
      onFocus={({ currentTarget }) => {
        currentTarget.dataset.was = currentTarget.value
        currentTarget.select()
      }}
      onBlur={({ currentTarget }) => void set(currentTarget)}
      onKeyDown={(event) => {
        const box = event.currentTarget
        if (event.key === 'Enter') void set(box)
        // What is being typed has the browser's own undo.
        else if (box.value === box.dataset.was && stepByKey(event)) event.preventDefault()
        const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
        if (by !== undefined) goTo(box, by)
        event.stopPropagation()
      }}
    />
  )
}

/** The box one row up or down in the same table. */
function goTo(box: HTMLInputElement, rows: number): void {
  const table = box.parentElement
  const columns = Number(table?.dataset.columns ?? 0)
  const place = [...(table?.children ?? [])].indexOf(box) + rows * columns
  const next = table?.children[place]
  if (columns && next instanceof HTMLElement) next.focus()
}
