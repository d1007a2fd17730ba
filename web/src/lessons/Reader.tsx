import { useEffect, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import type { Lesson } from '../api/lessons'
import { t as translate, useSay, useT } from '../i18n'
import { TopBar } from '../panels/TopBar'
import { useAsked } from '../state/asked'
import { useGuide } from '../state/guide'
import { useUi } from '../state/ui'
import { Frame, Loading } from '../Workspace'
import { placeOf, stepFor } from './lesson'
import { NotHere } from './NotHere'
import { Page } from './Page'
import { fetchLesson, openLesson, type Opened } from './opening'
import { usePanels } from './panels'
import { useProgress } from './progress'
import { ReadingContext, TermsContext } from './reading'
import { StepView } from './StepView'

interface ReaderProps {
  readonly slug: string
  /** As the address says it; empty where somebody was. */
  readonly asked: string
}

/** A lesson beside its living network. */
export function Reader({ slug, asked }: ReaderProps) {
  const { value: lesson, refused } = useAsked(slug, () => fetchLesson(slug))
  if (refused) {
    return (
      <Page title={translate('lessons.mapTitle')} help={translate('lessons.mapHelp')}>
        <NotHere refused={refused} />
      </Page>
    )
  }
  return lesson ? <Pages lesson={lesson} asked={asked} /> : <Loading />
}

function Pages({ lesson, asked }: { lesson: Lesson; asked: string }) {
  const [, go] = useLocation()
  const t = useT()
  const say = useSay()
  // Where somebody was counts once: the address then follows every step.
  const [came] = useState(() => useProgress.getState().step)
  const step = stepFor(lesson, asked, came)
  const opened = useOpened(lesson, step?.id ?? '')
  useRefusals()
  usePanels()
  const id = step?.id
  useEffect(() => {
    if (id === undefined || id === asked) return
    if (asked !== '') useUi.getState().say(translate('lessons.noStep', { step: asked }))
    go(`/lessons/${lesson.slug}/${id}`, { replace: true })
  }, [id, asked, go, lesson.slug])
  const title = step ? `${say(step.title)} · ${say(lesson.title)}` : say(lesson.title)
  useTitle(title)
  if (!step) return <Loading />
  const reading = { lesson, step, startAgain: opened.startAgain }
  const place = placeOf(lesson, step.id)
  return (
    <ReadingContext value={reading}>
      <TermsContext value={lesson.glossary}>
        <Frame
          top={
            <TopBar
              title={
                <p className="lesson-name">
                  <b>{say(lesson.title)}</b>
                  <span className="soft">
                    {t('lessons.stepOf', { step: place + 1, all: lesson.steps.length })}
                  </span>
                </p>
              }
            />
          }
          beside={<StepView />}
        />
      </TermsContext>
    </ReadingContext>
  )
}

/** Every step arrives in the same opened lesson, which closes with its page. */
function useOpened(lesson: Lesson, step: string): Opened {
  const opened = useMemo(() => openLesson(lesson), [lesson])
  useEffect(() => opened.close, [opened])
  useEffect(() => opened.arrive(step), [opened, step])
  return opened
}

/** A change that the step does not allow is told at once. */
function useRefusals(): void {
  const t = useT()
  const refused = useGuide((state) => state.refused)
  useEffect(() => {
    if (refused) useUi.getState().say(t(`lessons.locked_${refused.part}`))
  }, [refused, t])
}

function useTitle(title: string): void {
  useEffect(() => {
    const before = document.title
    document.title = `${title} · Netzwerkstatt`
    return () => {
      document.title = before
    }
  }, [title])
}
