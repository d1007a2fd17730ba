import type { ReactNode } from 'react'
import { useT } from '../i18n'
import { Languages } from '../panels/Languages'
import { PageBar } from '../panels/PageBar'

interface BarProps {
  readonly title: ReactNode
  readonly children?: ReactNode
}

/** The top of every page of a teacher: where one is, and what can be done there. */
export function Bar({ title, children }: BarProps) {
  const t = useT()
  return (
    <PageBar home="/teach" label={t('teach.classes')}>
      <div className="class-title">{title}</div>
      <div className="class-actions">
        {children}
        <Languages />
      </div>
    </PageBar>
  )
}
