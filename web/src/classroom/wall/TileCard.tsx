import { memo, useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { useT, type Key } from '../../i18n'
import { addPainter, soil, type Painter } from '../../live/clock'
import { usePalette } from '../../live/colors'
import { watchVisible } from '../../live/hooks'
import { Hand } from '../../ui/Hand'
import { readable, whole } from '../../ui/numbers'
import { paintLine, paintPicture } from './painters'
import { paintedBy, pictureOf, useWall } from './store'
import { conditionOf, type Condition } from './tiles'

export const CONDITIONS: Record<Condition, Key> = {
  away: 'wall.away',
  diverged: 'wall.diverged',
  failed: 'wall.failed',
  stuck: 'wall.stuck',
  done: 'wall.done',
  training: 'wall.training',
  compiling: 'wall.compiling',
  idle: 'wall.idle',
}

/** One learner at a glance; a click looks over the shoulder. */
export const TileCard = memo(function TileCard({ person }: { person: string }) {
  const t = useT()
  const tile = useWall(({ tiles }) => tiles[person])
  const picture = useRef<HTMLCanvasElement>(null)
  const line = useRef<HTMLCanvasElement>(null)
  usePictures(person, picture, line)
  if (!tile) return null
  const condition = conditionOf(tile)
  const loss = tile.loss === null ? '–' : readable(tile.loss)
  const said = [tile.name, t(CONDITIONS[condition]), tile.hand ? t('wall.hand') : '']
  return (
    <li className="tile" data-condition={condition} data-hand={tile.hand || undefined}>
      <Link
        href={`/teach/${tile.course}/${person}`}
        aria-label={said.filter(Boolean).join(', ')}
        title={tile.stuck ? t('wall.stuckWhy') : undefined}
      >
        <canvas ref={picture} className="tile-picture" width={1} height={1} />
        <div className="tile-facts">
          <b className="tile-name" title={tile.name}>
            {tile.name}
          </b>
          <span className="tile-network mono">{tile.network || '–'}</span>
          <span className="tile-chips">
            {tile.hand && (
              <span className="tile-chip hand">
                <Hand /> <span>{t('wall.hand')}</span>
              </span>
            )}
            <span className={`tile-chip ${condition}`}>{t(CONDITIONS[condition])}</span>
          </span>
          <span className="tile-number mono">
            {t('wall.step')} {whole(tile.step)}
          </span>
          <span className="tile-number mono">
            {t('wall.loss')} <b>{loss}</b>
          </span>
          <canvas ref={line} className="tile-line" width={1} height={1} />
        </div>
      </Link>
    </li>
  )
})

/** Both canvases are painted on the page's clock, and only while they are on screen. */
function usePictures(
  person: string,
  picture: React.RefObject<HTMLCanvasElement | null>,
  line: React.RefObject<HTMLCanvasElement | null>,
): void {
  const version = usePalette((state) => state.version)
  useEffect(() => {
    const painter: Painter = {
      visible: true,
      dirty: true,
      paint: () => {
        const { palette } = usePalette.getState()
        if (picture.current)
          paintPicture(picture.current, pictureOf(person)?.parts[0] ?? null, palette)
        const losses = useWall.getState().tiles[person]?.losses ?? []
        if (line.current) paintLine(line.current, losses, palette)
      },
    }
    const off = [addPainter(painter), paintedBy(person, painter)]
    if (picture.current) {
      off.push(
        watchVisible(picture.current, (visible) => {
          painter.visible = visible
          if (visible) soil(painter)
        }),
      )
    }
    return () => off.forEach((stop) => stop())
  }, [person, picture, line, version])
}
