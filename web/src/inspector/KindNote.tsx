import { useSay } from '../i18n'
import type { Kind } from '../model/catalog'
import { HelpLink } from '../ui/HelpLink'

// The question mark stays with the last word.
const NBSP = '\u00a0'

interface KindNoteProps {
  /** As the pages of help are sorted, such as `losses`. */
  readonly category: string
  readonly kind: Kind
  /** Said before what it does, where nothing above says which kind it is. */
  readonly named?: boolean
}

/** What a chosen kind does, in one line, and the way to its page. */
export function KindNote({ category, kind, named = false }: KindNoteProps) {
  const say = useSay()
  const title = say(kind.label)
  return (
    <p className="field-note">
      {named && <b>{title}: </b>}
      {say(kind.summary)}
      {NBSP}
      <HelpLink category={category} kind={kind.name} title={title} />
    </p>
  )
}
