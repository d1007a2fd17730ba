/** How a step of training moves batch normalization's running statistics, with the numbers. */

import { useT } from '../../../i18n'
import { readable } from '../../../ui/numbers'
import { put } from '../../../ui/put'
import type { Move, Normalized } from './normalized'

export function Moves({ frozen }: { frozen: boolean }) {
  const t = useT()
  return (
    <section className="norms-moves">
      <h3>{t('insideNorms.moves')}</h3>
      {frozen && <p className="soft">{t('insideNorms.frozen')}</p>}
      {(['mean', 'variance'] as const).map((name) => (
        <p key={name}>
          <span className="soft">
            {t(name === 'mean' ? 'insideNorms.moveMean' : 'insideNorms.moveVariance')}
          </span>{' '}
          <span className="mono" data-move={name}>
            …
          </span>
        </p>
      ))}
    </section>
  )
}

/** Writes both lines below `root`. */
export function writeMoves(root: HTMLElement, moves: NonNullable<Normalized['moves']>): void {
  for (const line of root.querySelectorAll<HTMLElement>('[data-move]'))
    put(line, moveText(line.dataset.move === 'mean' ? moves.mean : moves.variance))
}

/** Momentum · running + (1 − momentum) · batch = next. */
export function moveText({ momentum, old, batch, next }: Move): string {
  const kept = `${readable(momentum)} · ${readable(old)}`
  return `${kept} + ${readable(1 - momentum)} · ${readable(batch)} = ${readable(next)}`
}
