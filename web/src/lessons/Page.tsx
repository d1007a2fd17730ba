import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useT } from '../i18n'
import { Languages } from '../panels/Languages'
import { PageBar } from '../panels/PageBar'

interface PageProps {
  readonly title: string
  readonly help: string
  readonly children: ReactNode
}

/** A page to read: the bar with the ways between them, a title, what it is for. */
export function Page({ title, help, children }: PageProps) {
  const t = useT()
  return (
    <div className="lessons-page">
      <PageBar home="/" label={t('lessons.workspace')}>
        <nav aria-label={t('lessons.lessons')}>
          <Here href="/lessons">{t('lessons.lessons')}</Here>
          <Here href="/glossary">{t('lessons.glossary')}</Here>
          <Here href="/help">{t('help.title')}</Here>
          <Here href="/">{t('lessons.workspace')}</Here>
        </nav>
        <Languages />
      </PageBar>
      <main>
        <h1>{title}</h1>
        <p className="soft">{help}</p>
        {children}
      </main>
    </div>
  )
}

function Here({ href, children }: { href: string; children: string }) {
  const here = location.pathname === href
  return (
    <Link href={href} className="button pill" aria-current={here ? 'page' : undefined}>
      {children}
    </Link>
  )
}
