import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Logo } from '../ui/Logo'

interface PageBarProps {
  readonly home: string
  /** Where the logo leads, in words. */
  readonly label: string
  readonly children: ReactNode
}

/** The top of every page that is not the workspace. */
export function PageBar({ home, label, children }: PageBarProps) {
  return (
    <header className="page-bar">
      <Link href={home} className="page-home" aria-label={label}>
        <Logo />
        <strong className="wordmark">Netzwerkstatt</strong>
      </Link>
      {children}
    </header>
  )
}
