import type { ReactNode, SubmitEvent } from 'react'
import { useLanguage, useT } from '../i18n'
import { Languages } from '../panels/Languages'
import { Logo } from '../ui/Logo'
import type { Attempt } from './attempt'
import { Refusal } from './Refusal'
import { minutes } from './spelling'

interface DoorProps {
  readonly title: string
  readonly children: ReactNode
  readonly foot?: ReactNode
}

/** A page with one thing to do: a card in the middle, nothing beside it. */
export function Door({ title, children, foot }: DoorProps) {
  return (
    <div className="door">
      <header>
        <Logo />
        <strong className="wordmark">Netzwerkstatt</strong>
        <Languages />
      </header>
      <main className="door-card">
        <h1>{title}</h1>
        {children}
      </main>
      {foot && <footer>{foot}</footer>}
    </div>
  )
}

interface DoorFormProps {
  readonly attempt: Attempt
  readonly action: string
  readonly ready?: boolean
  readonly children: ReactNode
  readonly onSubmit: () => void
}

/** Fields, one button, and what came of it; a refusal that names a time counts it down. */
export function DoorForm({ attempt, action, ready = true, children, onSubmit }: DoorFormProps) {
  const t = useT()
  const language = useLanguage()
  const { wait, until } = attempt
  const clock = new Intl.DateTimeFormat(language, { timeStyle: 'medium' })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (ready && !attempt.busy && attempt.wait === 0) onSubmit()
  }
  return (
    <form className="door-form" onSubmit={submit}>
      {children}
      <button
        type="submit"
        className="button primary door-action"
        disabled={!ready || attempt.busy || attempt.wait > 0}
      >
        {wait > 0 ? t('classroom.waitFor', { left: minutes(wait) }) : action}
      </button>
      {wait > 0 ? (
        <div role="alert" className="refusal">
          <p>{t('classroom.waitUntil', { time: clock.format(until) })}</p>
        </div>
      ) : (
        <Refusal problem={attempt.problem} />
      )}
    </form>
  )
}
