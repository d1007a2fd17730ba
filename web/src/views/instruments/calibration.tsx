/** Whether the network is as often right as it is sure. */

import { useMemo } from 'react'

import { useT } from '../../i18n'
import { useInTurn } from '../../live/turns'
import { fixed, readable, whole } from '../../ui/numbers'
import { AnsweredClasses } from './answers/Answered'
import { BINS, calibration, type Bin } from './answers/figures'
import { dot, Plot } from './answers/Plot'
import type { Told } from './answers/read'
import type { Instrument } from './instrument'

export const INSTRUMENT: Instrument = {
  name: 'calibration',
  label: { en: 'Calibration', de: 'Kalibrierung' },
  summary: {
    en: 'Of all answers given with 80 percent, are 80 percent right? Points below the diagonal: surer than it should be.',
    de: 'Sind von allen Antworten, die mit 80 Prozent gegeben werden, 80 Prozent richtig? Punkte unter der Diagonalen: sicherer, als es sein dürfte.',
  },
  order: 44,
  width: 360,
  View: () => <AnsweredClasses>{(told) => <Reliability told={told} />}</AnsweredClasses>,
}

function Reliability({ told }: { told: Told }) {
  const t = useT()
  const figures = useMemo(() => (told.probable ? calibration(told) : null), [told])
  if (!figures) return <p className="soft">{t('answers.noProbabilities')}</p>
  const { bins, error } = figures
  return (
    <>
      <p className="answers-told">{t('answers.calibrationError', { error: readable(error, 3) })}</p>
      <div className="answers-sides">
        <Shares bins={bins} />
        <Counts bins={bins} />
        <Numbers bins={bins} />
      </div>
    </>
  )
}

interface BinsProps {
  readonly bins: readonly Bin[]
}

function Shares({ bins }: BinsProps) {
  const t = useT()
  return useInTurn(bins, () => {
    const used = bins.filter(({ count }) => count > 0)
    const spoken = used.map(({ count, sure, right }) =>
      t('answers.bin', { count: whole(count), sure: fixed(sure, 2), right: fixed(right, 2) }),
    )
    return (
      <Plot
        label={`${t('answers.reliability')}: ${spoken.join('; ')}`}
        title={t('answers.reliability')}
        x={['0', t('answers.sure'), '1']}
        y={t('answers.rightShare')}
      >
        <path className="answers-diagonal" d="M0 100L100 0" />
        {used.map(({ sure, right }, n) => (
          <g key={n}>
            <path
              className={right < sure ? 'answers-gap below' : 'answers-gap'}
              d={`M${100 * sure} ${100 - 100 * sure}V${100 - 100 * right}`}
            />
            <path className="answers-dot-chosen" d={dot(100 * sure, 100 - 100 * right)} />
          </g>
        ))}
      </Plot>
    )
  })
}

function Counts({ bins }: BinsProps) {
  const t = useT()
  return useInTurn(bins, () => {
    const most = Math.max(...bins.map(({ count }) => count), 1)
    return (
      <Plot
        label={t('answers.perBin')}
        title={t('answers.perBin')}
        x={['0', t('answers.sure'), '1']}
        y={whole(most)}
      >
        {bins.map(({ count }, n) => (
          <rect
            key={n}
            className="answers-bar"
            x={(100 * n) / BINS}
            width={90 / BINS}
            y={100 - (100 * count) / most}
            height={(100 * count) / most}
          />
        ))}
      </Plot>
    )
  })
}

function Numbers({ bins }: BinsProps) {
  const t = useT()
  return useInTurn(bins, () => (
    <table className="answers-bins">
      <thead>
        <tr>
          <th scope="col">{t('answers.sure')}</th>
          <th scope="col">{t('answers.rightShare')}</th>
          <th scope="col">{t('answers.count')}</th>
        </tr>
      </thead>
      <tbody>
        {bins.map(({ count, sure, right }, n) =>
          count === 0 ? null : (
            <tr key={n}>
              <td>{fixed(sure, 3)}</td>
              <td>{fixed(right, 3)}</td>
              <td>{whole(count)}</td>
            </tr>
          ),
        )}
      </tbody>
    </table>
  ))
}
