import { useState } from 'react'
import type { OwnClass } from '../api/people'
import { useT } from '../i18n'
import { Copy } from './Copy'
import { Door } from './Door'
import { homeOf } from './ways'

interface WordCardProps {
  readonly name: string
  readonly word: string
  readonly course: OwnClass | null
}

/** The private word, shown this once. */
export function WordCard({ name, word, course }: WordCardProps) {
  const t = useT()
  const [kept, setKept] = useState(false)
  return (
    <Door title={t('classroom.hello', { name })}>
      <p>{t('classroom.wordWhy')}</p>
      <output className="private-word" aria-label={t('classroom.word')}>
        {word}
      </output>
      <Copy text={word} label={t('classroom.copyWord')} />
      <label className="door-check">
        <input type="checkbox" checked={kept} onChange={() => setKept(!kept)} />
        {t('classroom.wordKept')}
      </label>
      <button
        type="button"
        className="button primary door-action"
        disabled={!kept}
        onClick={() => location.assign(homeOf({ role: 'learner', class: course }))}
      >
        {t('classroom.begin')}
      </button>
    </Door>
  )
}
