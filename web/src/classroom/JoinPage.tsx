import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { comeBack, join, type Joined } from '../api/people'
import { useT } from '../i18n'
import { forgetWorkspace, useSession } from '../state/session'
import { useAttempt } from './attempt'
import { Door, DoorForm } from './Door'
import { Field } from './Field'
import { SignedOutNote } from './SignedOutNote'
import { isWholeCode, LONGEST_NAME, spellCode } from './spelling'
import { enter } from './ways'
import { WordCard } from './WordCard'

/** Into a class: code and nickname; with the private word for who has been here before. */
export function JoinPage({ code: given }: { code: string }) {
  const t = useT()
  const [back, setBack] = useState(false)
  const [code, setCode] = useState(spellCode(given))
  const [nickname, setNickname] = useState('')
  const [word, setWord] = useState('')
  const [joined, setJoined] = useState<Joined | null>(null)
  const attempt = useAttempt()
  if (joined) return <WordCard name={joined.name} word={joined.word} course={joined.class} />
  const turn = () => {
    attempt.forget()
    setBack(!back)
  }
  const submit = async () => {
    const name = nickname.trim()
    if (back) {
      const session = await attempt.run(() => comeBack(code, name, word.trim()))
      if (session) enter(session)
      return
    }
    const session = await attempt.run(() => join(code, name))
    if (!session) return
    forgetWorkspace()
    setJoined(session)
  }
  return (
    <Door
      title={t(back ? 'classroom.back' : 'classroom.join')}
      foot={
        <Link href="/sign-in" className="soft">
          {t('classroom.iTeach')}
        </Link>
      }
    >
      <SignedOutNote />
      <Present />
      <DoorForm
        attempt={attempt}
        action={t(back ? 'classroom.backAction' : 'classroom.joinAction')}
        ready={isWholeCode(code) && nickname.trim() !== '' && (!back || word.trim() !== '')}
        onSubmit={() => void submit()}
      >
        <Field
          label={t('classroom.code')}
          help={t('classroom.codeHelp')}
          value={code}
          onChange={(text) => setCode(spellCode(text))}
          className="code-box"
          autoCapitalize="characters"
          placeholder={t('classroom.codeShape')}
          autoFocus={given === ''}
        />
        <Field
          label={t('classroom.nickname')}
          help={t(back ? 'classroom.nicknameBack' : 'classroom.nicknameHelp')}
          value={nickname}
          onChange={setNickname}
          maxLength={LONGEST_NAME}
          autoFocus={given !== ''}
        />
        {back && (
          <Field
            label={t('classroom.word')}
            help={t('classroom.wordAsked')}
            value={word}
            onChange={setWord}
            className="word-box"
            maxLength={64}
          />
        )}
      </DoorForm>
      <button type="button" className="link" onClick={turn}>
        {t(back ? 'classroom.firstTime' : 'classroom.haveWord')}
      </button>
    </Door>
  )
}

/** Who is in a class already is told so: joining again would make another learner. */
function Present() {
  const t = useT()
  const session = useSession((state) => state.session)
  useEffect(() => {
    void useSession.getState().load()
  }, [])
  if (session?.role !== 'learner' || !session.class) return null
  return (
    <p className="door-note">
      {t('classroom.alreadyIn', { name: session.name, course: session.class.name })}{' '}
      <a href="/">{t('classroom.goOn')}</a>
    </p>
  )
}
