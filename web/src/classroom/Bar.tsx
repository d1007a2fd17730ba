import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useT } from '../i18n'
import { Languages } from '../panels/Languages'
import { Logo } from '../ui/Logo'

interface BarProps {
  readonly title: ReactNode
  readonly children?: ReactNode
}

/** The top of every page of a teacher: where one is, and what can be done there. */
export function Bar({ title, children }: BarProps) {
  const t = useT()
  return (
    <header className="class-bar">
      <Link href="/teach" className="class-home" aria-label={t('teach.classes')}>
        <Logo />
        <strong className="wordmark">Netzwerkstatt</strong>
      </Link>
      <div className="class-title">{title}</div>
      <div className="class-actions">
        {children}
        <Languages />
      </div>
    </header>
  )
}
