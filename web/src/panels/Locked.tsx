import type { ReactNode } from 'react'
import { useT } from '../i18n'
import type { Part } from '../model/parts'
import { useAllowed, useGuide } from '../state/guide'

interface LockedProps {
  readonly part: Part
  /** Whether the reason is said here; once in a panel is enough. */
  readonly quiet?: boolean
  readonly children: ReactNode
}

/** Controls of a part of the network that a lesson may keep as it is; then they say why. */
export function Locked({ part, quiet = false, children }: LockedProps) {
  const t = useT()
  const allowed = useAllowed(part)
  // Who looks at somebody else's network has been told so once, above it.
  const told = useGuide(({ by }) => by === 'watching')
  return (
    <fieldset className="locked" disabled={!allowed}>
      {!allowed && !quiet && !told && <p className="locked-note">{t(`lessons.locked_${part}`)}</p>}
      {children}
    </fieldset>
  )
}
