/** A convolution at one place in numbers: patch times kernel, all channels, the bias, the answer. */

import { useState } from 'react'

import { useSay, useT } from '../../../i18n'
import type { NodeFacts } from '../../../live/facts'
import { useRun } from '../../../live/run'
import { useAllowed } from '../../../state/guide'
import type { Problem } from '../../../wire/messages.gen'
import { FlipButton } from '../../meddle/FlipButton'
import { NumberBox } from './NumberBox'
import { kernelOf, presetsFor, type Preset } from './presets'
import type { Cell, Pair } from './sliding'

interface ConvNumbersProps {
  readonly node: NodeFacts
  readonly taps: Pair
  readonly filter: number
  /** The number of the first channel shown, how many are, how many there are. */
  readonly first: number
  readonly count: number
  readonly total: number
  /** Which of those shown is worked out. */
  readonly channel: number
  readonly place: Cell
  readonly tap: number
  /** Where one cell of the kernel of this channel lies in its tensor. */
  readonly indexOf: (row: number, column: number) => number[]
  readonly onChannel: (channel: number) => void
  readonly onTap: (tap: number) => void
}

export function ConvNumbers(props: ConvNumbersProps) {
  const t = useT()
  const { node, taps, first, count, channel, tap } = props
  const allowed = useAllowed('weights')
  const cells = Array.from({ length: taps[0] * taps[1] }, (_, n) => n)
  const table = { gridTemplateColumns: `repeat(${taps[1]}, 50px)` }
  const look = (n: number): string | undefined => (n === tap ? 'asked' : undefined)
  const ask = (n: number) => ({ onPointerEnter: () => props.onTap(n) })
  return (
    <div className="conv-numbers">
      <div className="conv-tables">
        <figure data-symbol="x">
          <figcaption className="inside-label">
            {t('insideImages.patchAt', {
              channel: first + channel + 1,
              row: props.place[0] + 1,
              column: props.place[1] + 1,
            })}
          </figcaption>
          <div className="cells" data-cells="patch" style={table}>
            {cells.map((n) => (
              <span key={n} className={look(n)} {...ask(n)} />
            ))}
          </div>
        </figure>
        <span aria-hidden>·</span>
        <figure data-symbol="w">
          <figcaption className="inside-label">{t('insideImages.kernelNow')}</figcaption>
          <div
            className="cells"
            data-cells="kernel"
            data-columns={taps[1]}
            style={table}
            key={`${props.filter} ${first + channel}`}
            onFocus={({ target, currentTarget }) =>
              props.onTap([...currentTarget.children].indexOf(target))
            }
          >
            {cells.map((n) => {
              const [row, column] = [Math.floor(n / taps[1]), n % taps[1]]
              return (
                <NumberBox
                  key={n}
                  node={node.id}
                  weight="kernel"
                  index={props.indexOf(row, column)}
                  label={t('insideImages.weightAt', { row: row + 1, column: column + 1 })}
                  readOnly={!allowed}
                  className={look(n)}
                />
              )
            })}
          </div>
        </figure>
        <span aria-hidden>=</span>
        <figure data-symbol="sum">
          <figcaption className="inside-label">
            {t('insideImages.productsSum')} <b className="mono" data-value="added" />
          </figcaption>
          <div className="cells" data-cells="product" style={table}>
            {cells.map((n) => (
              <span key={n} className={look(n)} {...ask(n)} />
            ))}
          </div>
        </figure>
        {allowed ? (
          <>
            <Presets node={node.id} taps={taps} indexOf={props.indexOf} />
            <FlipButton
              node={node.id}
              weight="kernel"
              index={props.indexOf(Math.floor(tap / taps[1]), tap % taps[1])}
            />
          </>
        ) : (
          <p className="locked-note">{t('lessons.locked_weights')}</p>
        )}
      </div>
      <Result {...props} readOnly={!allowed} count={count} />
    </div>
  )
}

function Presets({
  node,
  taps: [height, width],
  indexOf,
}: Pick<ConvNumbersProps, 'taps' | 'indexOf'> & { node: string }) {
  const t = useT()
  const say = useSay()
  const [problem, setProblem] = useState<Problem | null>(null)
  const write = async (preset: Preset): Promise<void> => {
    for (const [n, value] of kernelOf(preset, height, width).entries()) {
      const index = indexOf(Math.floor(n / width), n % width)
      const refused = await useRun.getState().setWeight(node, 'kernel', index, value)
      setProblem(refused)
      if (refused) return
    }
  }
  return (
    <div className="conv-presets" role="group" aria-label={t('insideImages.presets')}>
      <span className="inside-label">{t('insideImages.presets')}</span>
      {presetsFor(height, width).map((preset) => (
        <button
          key={preset}
          type="button"
          className="button pill"
          onClick={() => void write(preset)}
        >
          {t(`insideImages.${preset}`)}
        </button>
      ))}
      {problem && <p role="alert">{say(problem.message)}</p>}
    </div>
  )
}

/** What the channels add up to, with the bias, and what the activation makes of it. */
function Result(props: ConvNumbersProps & { readOnly: boolean }) {
  const t = useT()
  const { node, first, count, total, channel, filter } = props
  return (
    <p className="conv-result mono">
      {Array.from({ length: count }, (_, n) => (
        <span key={n}>
          {n > 0 && '+ '}
          <button
            type="button"
            className="conv-term"
            data-channel={n}
            data-symbol="sum"
            aria-pressed={n === channel}
            aria-label={t('insideImages.channel', { channel: first + n + 1 })}
            title={t('insideImages.channel', { channel: first + n + 1 })}
            onClick={() => props.onChannel(n)}
          />
        </span>
      ))}
      {total > count && (
        <span data-symbol="sum">
          + <b data-value="others" />{' '}
          <small className="soft">{t('insideImages.others', { n: total - count })}</small>
        </span>
      )}
      {node.config.use_bias !== false && (
        <label data-symbol="b">
          + <small className="soft">b</small>{' '}
          <NumberBox
            node={node.id}
            weight="bias"
            index={[filter]}
            label={t('live.newBias')}
            readOnly={props.readOnly}
            value="bias"
          />
        </label>
      )}
      <span data-symbol="sum">
        = <b data-value="sum" />
      </span>
      {node.activation !== 'linear' && (
        <span data-symbol="f">
          → {node.activation}(<span data-value="sum" />) = <b data-value="output" data-symbol="y" />
        </span>
      )}
    </p>
  )
}
