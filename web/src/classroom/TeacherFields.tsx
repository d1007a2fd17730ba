import { useT } from '../i18n'
import { Field } from './Field'
import { LONGEST_NAME } from './spelling'

interface LineProps {
  readonly value: string
  readonly onChange: (text: string) => void
  readonly help?: string
}

/** Under which name a teacher signs in. */
export function TeacherName(line: LineProps) {
  const t = useT()
  return (
    <Field
      label={t('classroom.teacherName')}
      {...line}
      autoComplete="username"
      maxLength={LONGEST_NAME}
      autoFocus
    />
  )
}

interface PasswordProps extends LineProps {
  readonly label: string
  /** Whether it is made up now, so that the browser offers none it knows. */
  readonly fresh?: boolean
}

export function Password({ fresh = false, ...line }: PasswordProps) {
  return (
    <Field {...line} type="password" autoComplete={fresh ? 'new-password' : 'current-password'} />
  )
}
