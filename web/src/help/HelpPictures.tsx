import type { HelpPicture, TablePicture } from '../api/help'
import { useSay } from '../i18n'
import { MapsDrawing } from './MapsDrawing'
import { short } from './numbers'
import { BarsDrawing, CurvesDrawing, PointsDrawing } from './PlotDrawing'

/** The pictures of a kind, each with its title. */
export function HelpPictures({ pictures }: { pictures: readonly HelpPicture[] }) {
  const say = useSay()
  return (
    <div className="help-pictures">
      {pictures.map((picture, place) => (
        <figure key={place}>
          <figcaption>{say(picture.title)}</figcaption>
          <Drawing picture={picture} />
        </figure>
      ))}
    </div>
  )
}

function Drawing({ picture }: { picture: HelpPicture }) {
  switch (picture.form) {
    case 'curves':
      return <CurvesDrawing picture={picture} />
    case 'bars':
      return <BarsDrawing picture={picture} />
    case 'points':
      return <PointsDrawing picture={picture} />
    case 'maps':
      return <MapsDrawing picture={picture} />
    case 'table':
      return <Rows picture={picture} />
  }
}

function Rows({ picture }: { picture: TablePicture }) {
  const say = useSay()
  const cell = (value: string | number | null) =>
    typeof value === 'number' ? short(value) : (value ?? '–')
  return (
    <div className="help-scroll" tabIndex={0} role="region" aria-label={say(picture.title)}>
      <table>
        <thead>
          <tr>
            {picture.columns.map((column, place) => (
              <th key={place}>{say(column)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {picture.rows.map((row, place) => (
            <tr key={place}>
              {row.map((value, at) => (
                <td key={at} className={typeof value === 'number' ? 'mono' : undefined}>
                  {cell(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
