import { setLanguage, useLanguage, useT, type Language } from '../i18n'

const LANGUAGES: readonly Language[] = ['en', 'de']

/** The languages of the page; the present one is pressed. */
export function Languages() {
  const t = useT()
  const language = useLanguage()
  return (
    <div className="languages" role="group" aria-label={t('app.language')}>
      {LANGUAGES.map((name) => (
        <button
          key={name}
          type="button"
          lang={name}
          aria-pressed={name === language}
          onClick={() => void setLanguage(name)}
        >
          {name.toUpperCase()}
        </button>
      ))}
    </div>
  )
}
