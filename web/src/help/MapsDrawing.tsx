import { useEffect, useRef } from 'react'
import type { MapsPicture, Sheet } from '../api/help'
import { useSay } from '../i18n'
import { usePalette, type Palette } from '../live/colors'
import { short } from './numbers'

const LARGEST = 168
const SMALLEST = 8

/** Numbers as colors; all maps of a picture share one scale, around zero where some are below. */
export function MapsDrawing({ picture }: { picture: MapsPicture }) {
  const palette = usePalette((state) => state.palette)
  const say = useSay()
  const values = picture.maps.flatMap((sheet) => sheet.values).filter((value) => value !== null)
  const [least, most] = values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  )
  return (
    <>
      <div className="help-maps">
        {picture.maps.map((sheet, place) => (
          <span key={place}>
            <Painted sheet={sheet} least={least} most={most} palette={palette} />
            <small className="mono">{say(sheet.label)}</small>
          </span>
        ))}
      </div>
      <small className="soft mono">
        {short(least)} … {short(most)}
      </small>
    </>
  )
}

interface PaintedProps {
  readonly sheet: Sheet
  readonly least: number
  readonly most: number
  readonly palette: Palette
}

function Painted({ sheet, least, most, palette }: PaintedProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { height, width, values } = sheet
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context) return
    const image = context.createImageData(width, height)
    const pixels = new Uint32Array(image.data.buffer)
    values.forEach((value, place) => {
      pixels[place] = colorOf(value, least, most, palette)
    })
    context.putImageData(image, 0, 0)
  }, [height, width, values, least, most, palette])
  // A pixel is a whole number of screen pixels wherever there is room.
  const zoom = Math.max(
    Math.min(SMALLEST, LARGEST / width),
    Math.min(16, Math.floor(LARGEST / Math.max(height, width))),
  )
  const size = { width: width * zoom, height: height * zoom }
  return <canvas ref={canvas} width={width} height={height} style={size} aria-hidden="true" />
}

function colorOf(value: number | null, least: number, most: number, palette: Palette): number {
  if (value === null) return palette.unknown
  const reach = Math.max(Math.abs(least), Math.abs(most)) || 1
  const share = least < 0 ? (value / reach + 1) / 2 : value / reach
  const table = least < 0 ? palette.diverging : palette.sequential
  return table[Math.round(share * 255)] ?? palette.unknown
}
