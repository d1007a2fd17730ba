/** Numbers of any shape as maps to point at; some at a time where there are many. */

import { useT } from '../../../i18n'
import { Matrix } from './Matrix'
import { Pager } from './Pager'
import { numberIn, spotOf, type Sheets } from './sheets'
import type { Cell } from './sliding'

interface SheetMapsProps {
  readonly sheets: Sheets
  readonly title: string
  readonly symbol: string
  readonly name: string
  /** The numbers that are framed. */
  readonly framed: readonly number[]
  readonly first: number
  readonly onTurn: (first: number) => void
  readonly onAsk: (at: number) => void
}

/** How many maps stand side by side. */
export const SHOWN = 8
const WIDEST = 420
const NOWHERE: readonly Cell[] = []

export function SheetMaps(props: SheetMapsProps) {
  const t = useT()
  const { sheets, title, framed, first, onAsk } = props
  const { rows, columns } = sheets
  const count = Math.min(SHOWN, sheets.maps)
  const side = Math.min(14, WIDEST / columns / Math.min(count, 4), 170 / rows)
  const spots = framed.map((at) => spotOf(sheets, at))
  const here = spots[0]?.cell ?? [0, 0]
  const cells = (map: number): readonly Cell[] => {
    const found = spots.filter((spot) => spot.map === map).map(({ cell }) => cell)
    return found.length > 0 ? found : NOWHERE
  }
  return (
    <figure className="moved-side">
      <figcaption className="inside-label">{title}</figcaption>
      <div className="moved-maps">
        {Array.from({ length: count }, (_, n) => first + n).map((map) => (
          <Matrix
            key={map}
            size={[rows, columns]}
            cell={[side, side]}
            framed={cells(map)}
            at={here}
            label={sheets.maps > 1 ? `${title}, ${t('insideImages.map', { n: map + 1 })}` : title}
            symbol={props.symbol}
            name={props.name}
            map={map}
            onAsk={(cell) => {
              const at = numberIn(sheets, map, cell)
              if (at !== null) onAsk(at)
            }}
          />
        ))}
      </div>
      <Pager
        total={sheets.maps}
        first={first}
        count={count}
        word={t('insideImages.maps')}
        onTurn={props.onTurn}
      />
    </figure>
  )
}
