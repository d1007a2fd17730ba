/** A small switch with a word on it. */
export function Chip({ label, on, toggle }: { label: string; on: boolean; toggle: () => void }) {
  return (
    <button type="button" className="live-chip" aria-pressed={on} onClick={toggle}>
      {label}
    </button>
  )
}
