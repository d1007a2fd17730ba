import { Link } from 'wouter'
import { useT } from '../i18n'

interface HelpLinkProps {
  readonly category: string
  readonly kind: string
  /** What the kind is called, for those who hear the page. */
  readonly title: string
  /** Beside something that answers to `?` itself: no stop of its own for the Tab key. */
  readonly passed?: boolean
}

/** A quiet question mark that leads to a kind's help page. */
export function HelpLink({ category, kind, title, passed = false }: HelpLinkProps) {
  const t = useT()
  const label = t('help.about', { title })
  return (
    <Link
      href={`/help/${category}/${kind}`}
      className="help-link"
      tabIndex={passed ? -1 : undefined}
      aria-label={label}
      title={label}
    >
      ?
    </Link>
  )
}
