import { useSay } from '../i18n'
import { short } from '../ui/numbers'
import { Slider } from '../ui/Slider'
import type { FieldRowProps } from './Row'

const NAMES = ['l1', 'l2'] as const
const LEAST = 1e-5

/** The two penalties on weights; both at nothing means none. */
export function Regularizer({ field, value, onChange, onDone }: FieldRowProps) {
  const say = useSay()
  const present = (value ?? {}) as Partial<Record<'l1' | 'l2', number>>
  const set = (name: 'l1' | 'l2', amount: number) => {
    const next = { l1: present.l1 ?? 0, l2: present.l2 ?? 0, [name]: amount <= LEAST ? 0 : amount }
    onChange(next.l1 === 0 && next.l2 === 0 && field.nullable ? null : next)
  }
  return (
    <>
      {NAMES.map((name) => (
        <Slider
          key={name}
          label={`${say(field.label)}: ${name.toUpperCase()}`}
          title={say(field.help)}
          value={present[name] ?? 0}
          text={short(present[name] ?? 0)}
          least={LEAST}
          greatest={1}
          log
          onChange={(amount) => set(name, amount)}
          onDone={onDone}
        />
      ))}
    </>
  )
}
