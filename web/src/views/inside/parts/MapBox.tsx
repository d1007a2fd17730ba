/** Which of a layer's maps is looked at, by number; nothing where there is only one. */

import { useT } from '../../../i18n'
import { NumberBox } from '../../../ui/NumberBox'

interface MapBoxProps {
  /** Counted from 0. */
  readonly map: number
  readonly maps: number
  readonly onChoose: (map: number) => void
}

export function MapBox({ map, maps, onChoose }: MapBoxProps) {
  const t = useT()
  if (maps < 2) return null
  return (
    <label className="chance-map">
      <span className="soft">{t('insideUnits.map')}</span>
      <NumberBox
        whole
        label={t('insideUnits.map')}
        value={map + 1}
        least={1}
        greatest={maps}
        onChange={(n) => n !== null && n >= 1 && n <= maps && onChoose(n - 1)}
      />
    </label>
  )
}
