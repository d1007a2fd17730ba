/** Says how many are not shown, and shows them when asked. */

import { useT } from '../i18n'
import { whole } from '../ui/numbers'

interface MoreProps {
  shown: number
  total: number
  all: boolean
  toggle: () => void
}

export function More({ shown, total, all, toggle }: MoreProps) {
  const t = useT()
  if (shown >= total && !all) return null
  return (
    <button type="button" className="live-more" aria-expanded={all} onClick={toggle}>
      {shown < total ? t('live.more', { n: whole(total - shown) }) : t('live.fewer')}
    </button>
  )
}
