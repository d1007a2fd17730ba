import { useT } from '../../i18n'

interface DecideProps {
  /** It has just come, and goes again unless it is learned from. */
  readonly fresh: boolean
  readonly close: () => void
  readonly learn: () => void
}

/** The end of a window that shows what was found in a set. */
export function Decide({ fresh, close, learn }: DecideProps) {
  const t = useT()
  return (
    <footer>
      <button type="button" className="button" onClick={close}>
        {t(fresh ? 'own.discard' : 'own.close')}
      </button>
      <button type="button" className="button primary" onClick={learn}>
        {t('own.done')}
      </button>
    </footer>
  )
}
