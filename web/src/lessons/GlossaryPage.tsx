import { useMemo } from 'react'
import { Link } from 'wouter'
import { getGlossary, getLessons, type GlossaryTerm } from '../api/lessons'
import { useLanguage, useSay, useT } from '../i18n'
import { useAsked } from '../state/asked'
import { NotHere } from './NotHere'
import { Page } from './Page'
import { TermsContext } from './reading'
import { Words } from './Words'

const question = () => Promise.all([getGlossary(), getLessons()])

/** Every term in the order of the alphabet, each with the lesson that introduces it. */
export function GlossaryPage() {
  const t = useT()
  const { value, refused } = useAsked('glossary', question)
  return (
    <Page title={t('lessons.glossary')} help={t('lessons.glossaryHelp')}>
      {refused && <NotHere refused={refused} />}
      {value && <Terms terms={value[0]} lessons={value[1].lessons} />}
    </Page>
  )
}

interface TermsProps {
  readonly terms: readonly GlossaryTerm[]
  readonly lessons: Awaited<ReturnType<typeof getLessons>>['lessons']
}

function Terms({ terms, lessons }: TermsProps) {
  const t = useT()
  const say = useSay()
  const language = useLanguage()
  const known = useMemo(() => Object.fromEntries(terms.map((term) => [term.id, term])), [terms])
  const sorted = [...terms].sort((a, b) => say(a.name).localeCompare(say(b.name), language))
  if (sorted.length === 0) return <p>{t('lessons.glossaryEmpty')}</p>
  return (
    <TermsContext value={known}>
      <dl className="glossary">
        {sorted.map(({ id, name, lesson, text }) => {
          const from = lessons.find(({ slug }) => slug === lesson)
          return (
            <div key={id} id={id}>
              <dt>{say(name)}</dt>
              <dd>
                <Words passage={text} />
                {from && (
                  <Link href={`/lessons/${lesson}`} className="soft">
                    {t('lessons.fromLesson', { lesson: say(from.title) })}
                  </Link>
                )}
              </dd>
            </div>
          )
        })}
      </dl>
    </TermsContext>
  )
}
