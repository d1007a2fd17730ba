import { useState } from 'react'
import { Link } from 'wouter'
import { makeTeacher } from '../api/people'
import { useT, type Key } from '../i18n'
import { useAttempt } from './attempt'
import { Door, DoorForm } from './Door'
import { SHORTEST_PASSWORD, strengthOf, type Strength } from './spelling'
import { Password, TeacherName } from './TeacherFields'
import { enter } from './ways'

const WORDS: Record<Strength, Key> = {
  short: 'classroom.passwordShort',
  weak: 'classroom.passwordWeak',
  fair: 'classroom.passwordFair',
  strong: 'classroom.passwordStrong',
}

/** The teacher's account, made from a one-time link; the invitation stands behind the #. */
export function WelcomePage() {
  const t = useT()
  const [invitation] = useState(location.hash.slice(1))
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const attempt = useAttempt()
  const strength = strengthOf(password)
  const differ = again !== '' && again !== password
  const submit = async () => {
    const session = await attempt.run(() => makeTeacher(invitation, name.trim(), password))
    if (session) enter(session)
  }
  if (invitation === '') {
    return (
      <Door title={t('classroom.welcome')}>
        <p>{t('classroom.noInvitation')}</p>
        <Link href="/sign-in">{t('classroom.toSignIn')}</Link>
      </Door>
    )
  }
  return (
    <Door title={t('classroom.welcome')}>
      <p className="soft">{t('classroom.welcomeWhy')}</p>
      <DoorForm
        attempt={attempt}
        action={t('classroom.makeAccount')}
        ready={name.trim() !== '' && strength !== 'short' && again === password}
        onSubmit={() => void submit()}
      >
        <TeacherName value={name} onChange={setName} help={t('classroom.teacherNameHelp')} />
        <Password
          label={t('classroom.password')}
          help={
            password === ''
              ? t('classroom.passwordHelp', { length: SHORTEST_PASSWORD })
              : t(WORDS[strength], { missing: SHORTEST_PASSWORD - password.length })
          }
          value={password}
          onChange={setPassword}
          fresh
        />
        <Password
          label={t('classroom.passwordAgain')}
          help={differ ? t('classroom.passwordsDiffer') : ' '}
          value={again}
          onChange={setAgain}
          fresh
        />
      </DoorForm>
    </Door>
  )
}
