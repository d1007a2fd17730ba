import { Link } from 'wouter'
import { useT } from '../i18n'

interface HelpLinkProps {
  readonly category: string
  readonly kind: string
  /** What the kind is called, for those who hear the page. */
  readonly title: string
}

/** A quiet question mark that leads to a kind's help page. */
export function HelpLink({ category, kind, title }: HelpLinkProps) {
  const t = useT()
  const label = t('help.about', { title })
  return (
    <Link href={`/help/${category}/${kind}`} className="help-link" aria-label={label} title={label}>
      ?
    </Link>
  )
}
