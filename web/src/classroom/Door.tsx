import type { ReactNode, SubmitEvent } from 'react'
import { useT } from '../i18n'
import { Languages } from '../panels/Languages'
import { Logo } from '../ui/Logo'
import type { Attempt } from './attempt'
import { Refusal } from './Refusal'

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
        {attempt.wait > 0 ? t('classroom.waitSeconds', { seconds: attempt.wait }) : action}
      </button>
      <Refusal problem={attempt.problem} />
    </form>
  )
}
