import { useRef } from 'react'

interface TabsProps<Name extends string> {
  readonly label: string
  readonly names: readonly Name[]
  readonly chosen: Name
  readonly text: (name: Name) => string
  readonly onChoose: (name: Name) => void
}

/** One of a few views; arrow keys go from one to the next. */
export function Tabs<Name extends string>(props: TabsProps<Name>) {
  const { label, names, chosen, text, onChoose } = props
  const list = useRef<HTMLDivElement>(null)
  const go = (by: number) => {
    const place = (names.indexOf(chosen) + by + names.length) % names.length
    const next = names[place]
    if (next === undefined) return
    onChoose(next)
    list.current?.querySelectorAll('button')[place]?.focus()
  }
  return (
    <div
      className="tabs nodrag"
      role="tablist"
      aria-label={label}
      ref={list}
      onKeyDown={(event) => {
        const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
        if (by !== undefined) go(by)
      }}
    >
      {names.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={name === chosen}
          tabIndex={name === chosen ? 0 : -1}
          onClick={() => onChoose(name)}
        >
          {text(name)}
        </button>
      ))}
    </div>
  )
}
