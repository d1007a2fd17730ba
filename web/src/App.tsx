import { useT } from './i18n'

export function App() {
  const t = useT()
  return <p>{t('app.loading')}</p>
}
