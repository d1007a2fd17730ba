/** A layer's numbers for the example as pictures beside one another; one slider turns their maps. */

import { useT, type Key } from '../../i18n'
import { Values, type What } from './Values'

interface PicturesProps {
  readonly node: string
  readonly example: number
  readonly shape: readonly number[]
  readonly at: readonly number[]
  /** Gradients arrive: they stand beside what they belong to. */
  readonly back: boolean
  readonly choose: (at: number[]) => void
}

const OUTPUT: readonly [What, Key] = ['output', 'slow.outputs']
const FORWARD: readonly (readonly [What, Key])[] = [['sum', 'slow.sums'], OUTPUT]
const BACKWARD: readonly (readonly [What, Key])[] = [
  ['output_gradient', 'slow.arrivingAll'],
  ['sum_gradient', 'slow.gradientsOfSums'],
]

export function Pictures({ back, ...picture }: PicturesProps) {
  const t = useT()
  const { shape, at, choose } = picture
  const image = shape.length > 2
  const count = shape[2] ?? 1
  const map = at[2] ?? 0
  const said = t('slow.map', { n: map + 1, count })
  const shown = back ? [...(image ? [OUTPUT] : []), ...BACKWARD] : FORWARD
  return (
    <div className="slow-pictures" data-image={image || undefined}>
      {shown.map(([what, label]) => (
        <Values key={what} {...picture} what={what} label={t(label)} />
      ))}
      {image && count > 1 && (
        <label className="slow-map soft">
          <input
            type="range"
            min={0}
            max={count - 1}
            value={map}
            aria-valuetext={said}
            onChange={(event) => choose([...at.slice(0, 2), Number(event.target.value)])}
          />{' '}
          {said}
        </label>
      )}
    </div>
  )
}
