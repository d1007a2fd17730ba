import { useLink } from '../api/client'
import { useT } from '../i18n'
import { useUi } from '../state/ui'

/** Short messages at the foot of the page; a quiet banner while the server is away. */
export function Messages() {
  const t = useT()
  const toast = useUi((state) => state.toast)
  const away = useLink((state) => state.away)
  return (
    <div className="messages" role="status">
      {away && <p className="banner">{t('app.away')}</p>}
      {toast && <p className="toast">{toast}</p>}
    </div>
  )
}
