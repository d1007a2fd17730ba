import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { signIn } from '../api/people'
import { useT } from '../i18n'
import { useSession } from '../state/session'
import { useAttempt } from './attempt'
import { Door, DoorForm } from './Door'
import { SignedOutNote } from './SignedOutNote'
import { Password, TeacherName } from './TeacherFields'
import { enter } from './ways'

/** A teacher's way in; without any teacher it says how the first account is made. */
export function SignInPage() {
  const t = useT()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const attempt = useAttempt()
  const session = useSession((state) => state.session)
  useEffect(() => {
    void useSession.getState().load()
  }, [])
  const submit = async () => {
    const entered = await attempt.run(() => signIn(name.trim(), password))
    if (entered) enter(entered)
  }
  return (
    <Door
      title={t('classroom.signIn')}
      foot={
        <Link href="/join" className="soft">
          {t('classroom.iLearn')}
        </Link>
      }
    >
      <SignedOutNote />
      {session?.teacher_exists === false && <p className="door-note">{t('classroom.noTeacher')}</p>}
      <DoorForm
        attempt={attempt}
        action={t('classroom.signInAction')}
        ready={name.trim() !== '' && password !== ''}
        onSubmit={() => void submit()}
      >
        <TeacherName value={name} onChange={setName} />
        <Password label={t('classroom.password')} value={password} onChange={setPassword} />
      </DoorForm>
    </Door>
  )
}
