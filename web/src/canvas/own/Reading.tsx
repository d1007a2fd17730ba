/** How a file of rows was read; another way reads it once more, and the first reading goes. */

import type { OwnSet } from '../../api/own'
import { useT } from '../../i18n'
import { useOwn } from '../../state/own'

const DELIMITERS = [
  [',', 'own.comma'],
  [';', 'own.semicolon'],
  ['\t', 'own.tab'],
  ['|', 'own.bar'],
] as const

interface ReadingProps {
  readonly set: OwnSet
  readonly delimiter: string
  readonly header: boolean
  readonly again: (set: OwnSet) => void
}

export function Reading({ set, delimiter, header, again }: ReadingProps) {
  const t = useT()
  const file = useOwn((state) => state.files[set.id])
  const reading = useOwn((state) => state.reading)
  const read = async (sign: string, named: boolean): Promise<void> => {
    if (!file) return
    const corrections = { delimiter: sign, header: named }
    const brought = await useOwn.getState().bring(set.about.sort, file, corrections, set.id)
    if (brought) again(brought)
  }
  const fixed = !file || reading
  return (
    <div className="own-reading">
      <label className="own-line">
        {t('own.separator')}
        <select
          value={delimiter}
          disabled={fixed}
          onChange={(event) => void read(event.target.value, header)}
        >
          {DELIMITERS.map(([sign, name]) => (
            <option key={sign} value={sign}>
              {t(name)}
            </option>
          ))}
        </select>
      </label>
      <label className="own-line">
        <input
          type="checkbox"
          checked={header}
          disabled={fixed}
          onChange={(event) => void read(delimiter, event.target.checked)}
        />
        {t('own.header')}
      </label>
      {!file && <p className="soft">{t('own.again')}</p>}
    </div>
  )
}
