import { useState } from 'react'
import { newCode, revokeCode } from '../../api/classes'
import { useLanguage, useT } from '../../i18n'
import { useAttempt } from '../attempt'
import { Copy } from '../Copy'
import { Refusal } from '../Refusal'
import type { SectionProps } from './ClassPanel'
import { LargeCode } from './LargeCode'

/** The join code: large enough to be read, larger for the projector. */
export function CodeSection({ course, changed }: SectionProps) {
  const t = useT()
  const [large, setLarge] = useState(false)
  const attempt = useAttempt()
  const act = async (ask: () => Promise<unknown>) => {
    const done = await attempt.run(async () => {
      await ask()
      return true
    })
    if (done) await changed()
  }
  const { code } = course
  const address = `${location.origin}/join/${code ?? ''}`
  return (
    <section aria-labelledby="code-title">
      <h2 id="code-title">{t('teach.code')}</h2>
      {code === null ? (
        <p className="soft">{t('teach.noCode')}</p>
      ) : (
        <div className="class-code">
          <output className="mono" aria-label={t('teach.code')}>
            {code}
          </output>
          <Expiry at={course.code_expires} />
        </div>
      )}
      <div className="section-actions">
        {code !== null && (
          <>
            <button type="button" className="button pill" onClick={() => setLarge(true)}>
              {t('teach.showLarge')}
            </button>
            <Copy text={address} label={t('teach.copyLink')} />
          </>
        )}
        <button
          type="button"
          className="button pill"
          disabled={attempt.busy}
          title={t('teach.newCodeWhat')}
          onClick={() => void act(() => newCode(course.id))}
        >
          {t('teach.newCode')}
        </button>
        {code !== null && (
          <button
            type="button"
            className="button pill"
            disabled={attempt.busy}
            title={t('teach.revokeWhat')}
            onClick={() => void act(() => revokeCode(course.id))}
          >
            {t('teach.revoke')}
          </button>
        )}
      </div>
      <Refusal problem={attempt.problem} />
      {large && code !== null && (
        <LargeCode course={course.name} code={code} onClose={() => setLarge(false)} />
      )}
    </section>
  )
}

function Expiry({ at }: { at: string | null }) {
  const t = useT()
  const language = useLanguage()
  const [now] = useState(Date.now)
  if (at === null) return null
  const moment = new Date(at)
  if (moment.getTime() < now) return <span className="soft">{t('teach.expired')}</span>
  const text = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short' })
  return <span className="soft">{t('teach.expires', { time: text.format(moment) })}</span>
}
