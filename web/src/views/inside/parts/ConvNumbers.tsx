/** A convolution at one place in numbers: patch times kernel, all channels, the bias, the answer. */

import { useState, type ReactNode } from 'react'

import { useSay, useT } from '../../../i18n'
import type { NodeFacts } from '../../../live/facts'
import { useAllowed } from '../../../state/guide'
import type { Problem } from '../../../wire/messages.gen'
import { FlipButton } from '../../meddle/FlipButton'
import { setWeights } from '../../meddle/writing'
import { NumberBox } from './NumberBox'
import { kernelOf, presetsFor, type Preset } from './presets'
import type { Asked } from './channels'
import { linked, type Meeting } from './meeting'
import { placeShort } from './places'

/** Where the weights of one filter and channel lie. */
export interface Weights {
  readonly kernel: string
  /** Where one cell of this channel's kernel lies in its tensor. */
  readonly indexOf: (tap: number) => number[]
  /** Where the share of this channel's map lies, if it has one. */
  readonly share: { readonly name: string; readonly index: number[] } | null
}

interface ConvNumbersProps {
  readonly node: NodeFacts
  readonly meeting: Meeting
  readonly weights: Weights
  readonly filter: number
  /** How many channels are shown, and how many there are. */
  readonly count: number
  readonly total: number
  readonly channelOf: (n: number) => string
  readonly asked: Asked
  readonly flat: boolean
  /** What paints the kernel. */
  readonly brush: ReactNode
  readonly onAsk: (asked: Partial<Asked>) => void
}

export function ConvNumbers(props: ConvNumbersProps) {
  const t = useT()
  const { node, meeting, weights, count, flat, channelOf, onAsk } = props
  const { place, channel, tap } = props.asked
  const { taps } = meeting
  const under = meeting.under(place)
  const allowed = useAllowed('weights')
  const cells = Array.from({ length: taps[0] * taps[1] }, (_, n) => n)
  const table = { gridTemplateColumns: `repeat(${taps[1]}, 50px)` }
  const look = (n: number): string | undefined => (n === tap ? 'asked' : undefined)
  const ask = (n: number) => ({ onPointerEnter: () => onAsk({ tap: n }) })
  return (
    <div className="conv-numbers">
      <div className="conv-tables">
        <figure data-symbol="x">
          <figcaption className="inside-label">
            {t(meeting.stamp ? 'insideKinds.reachAt' : 'insideImages.patchAt', {
              channel: channelOf(channel),
              place: placeShort(t, place, flat),
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
            key={`${props.filter} ${channelOf(channel)}`}
            onFocus={({ target, currentTarget }) =>
              onAsk({ tap: [...currentTarget.children].indexOf(target) })
            }
          >
            {cells.map((n) => {
              const [row, column] = [Math.floor(n / taps[1]) + 1, (n % taps[1]) + 1]
              return (
                <NumberBox
                  key={n}
                  node={node.id}
                  weight={weights.kernel}
                  index={weights.indexOf(n)}
                  label={
                    flat
                      ? t('insideKinds.weightOf', { n: column })
                      : t('insideImages.weightAt', { row, column })
                  }
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
        {weights.share && (
          <figure data-symbol="p">
            <figcaption className="inside-label">
              {t('insideKinds.share', { filter: props.filter + 1 })}
            </figcaption>
            <label className="conv-result mono">
              <span aria-hidden>·</span>
              <NumberBox
                key={weights.share.index.join()}
                node={node.id}
                weight={weights.share.name}
                index={weights.share.index}
                label={t('insideKinds.share', { filter: props.filter + 1 })}
                readOnly={!allowed}
                value="mixture"
              />
            </label>
          </figure>
        )}
        {meeting.stamp && (
          <figure data-symbol="x">
            <figcaption className="inside-label">
              {t('insideKinds.stampFrom', {
                place: placeShort(t, under[linked(under, tap)] ?? [0, 0], flat),
              })}{' '}
              <b className="mono" data-value="source" />
            </figcaption>
            <div className="cells" data-cells="stamp" style={table}>
              {cells.map((n) => (
                <span key={n} className={look(n)} {...ask(n)} />
              ))}
            </div>
          </figure>
        )}
        {allowed ? (
          <div className="conv-hands">
            {props.brush}
            <Presets node={node.id} taps={taps} weights={weights} />
            <FlipButton node={node.id} weight={weights.kernel} index={weights.indexOf(tap)} />
          </div>
        ) : (
          <p className="locked-note">{t('lessons.locked_weights')}</p>
        )}
      </div>
      <Result {...props} readOnly={!allowed} count={count} />
    </div>
  )
}

interface PresetsProps {
  readonly node: string
  readonly taps: Meeting['taps']
  readonly weights: Weights
}

function Presets({ node, taps: [height, width], weights }: PresetsProps) {
  const t = useT()
  const say = useSay()
  const [problem, setProblem] = useState<Problem | null>(null)
  const write = (preset: Preset): void => {
    const { kernel: weight, indexOf } = weights
    const numbers = kernelOf(preset, height, width)
    const settings = numbers.map((value, n) => ({ node, weight, index: indexOf(n), value }))
    void setWeights(settings).then(setProblem)
  }
  return (
    <div className="conv-presets" role="group" aria-label={t('insideImages.presets')}>
      <span className="inside-label">{t('insideImages.presets')}</span>
      {presetsFor(height, width).map((preset) => (
        <button key={preset} type="button" className="button pill" onClick={() => write(preset)}>
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
  const { node, count, total, filter, channelOf } = props
  const { channel } = props.asked
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
            aria-label={t('insideImages.channel', { channel: channelOf(n) })}
            title={t('insideImages.channel', { channel: channelOf(n) })}
            onClick={() => props.onAsk({ channel: n })}
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
