import { useT } from '../i18n'
import { shapeText, type Glyph as GlyphName } from '../model/catalog'
import { Glyph } from '../ui/Glyph'

type Shape = readonly (number | null)[]

interface PictureProps {
  readonly inputs: readonly (Shape | null)[]
  readonly output: Shape | null
  readonly glyph: GlyphName
}

/** What goes in and what comes out, drawn to a logarithmic scale. */
export function Picture({ inputs, output, glyph }: PictureProps) {
  const t = useT()
  return (
    <figure className="picture">
      <div className="picture-row">
        <div className="picture-inputs">
          {inputs.map((shape, place) => (
            <Tensor key={place} shape={shape} />
          ))}
        </div>
        <Glyph name={glyph} size={28} />
        <Tensor shape={output} />
      </div>
      <figcaption className="soft">{t('inspector.pictureNote')}</figcaption>
    </figure>
  )
}

const SHEETS = 5

/** A vector is a column, an image a stack of sheets, one for each channel up to five. */
function Tensor({ shape }: { shape: Shape | null }) {
  if (!shape) return <span className="mono soft">?</span>
  const side = (length: number | null | undefined) => 8 + 7 * Math.log2(1 + (length ?? 1))
  const [height, width, sheets] =
    shape.length >= 2
      ? [side(shape[0]), side(shape[1]), Math.min(SHEETS, shape[2] ?? 1)]
      : [side(shape[0]), 10, 1]
  const depth = (sheets - 1) * 5
  return (
    <span className="tensor">
      <svg width={width + depth + 2} height={height + depth + 2} aria-hidden="true">
        {Array.from({ length: sheets }, (_, place) => (
          <rect
            key={place}
            x={depth - place * 5 + 1}
            y={place * 5 + 1}
            width={width}
            height={height}
            rx={3}
          />
        ))}
      </svg>
      <span className="mono">{shapeText(shape)}</span>
    </span>
  )
}
