/** An input: the chosen example as its data set has it, and the numbers that the network gets. */

import { useRef } from 'react'

import { useT } from '../../i18n'
import { useFacts } from '../../live/facts'
import { useLive } from '../../live/hooks'
import { useRaw } from '../../live/raw'
import { sampleOf, useSample } from '../../live/sample'
import { readable, whole } from '../../ui/numbers'
import { put } from '../../ui/put'
import type { Inside, InsideProps } from './inside'
import { InputColumns, InputPoint } from './parts/InputColumns'
import { InputImage } from './parts/InputImage'
import { InputSeries } from './parts/InputSeries'
import { InputText } from './parts/InputText'
import './input.css'

function View(props: InsideProps) {
  const sample = useRaw()
  const { drawn } = useSample()
  const type = useFacts((facts) => facts.sampleType)
  const shown = { ...props, sample }
  return (
    <div className="input">
      <Which node={props.node.id} />
      {sample === null && !drawn && <p className="soft">…</p>}
      {type === 'image' && (sample !== null || drawn) && <InputImage {...shown} />}
      {sample !== null && type === 'table' && <InputColumns {...shown} sample={sample} />}
      {sample !== null && type === 'points' && <InputPoint {...shown} sample={sample} />}
      {sample !== null && type === 'tokens' && <InputText {...shown} sample={sample} />}
      {sample !== null && type === 'sequence' && <InputSeries {...shown} sample={sample} />}
    </div>
  )
}

/** Which example is shown, and what it should be answered with. */
function Which({ node }: { node: string }) {
  const t = useT()
  const wanted = useRef<HTMLElement>(null)
  const sample = useSample()
  const classes = useFacts((facts) => facts.data?.classes)
  useLive(wanted, { probe: 'entering', node, sample: sampleOf(sample) }, (handle) => {
    const values = handle.frame()?.parts[1]?.data
    const value = values?.[0] ?? NaN
    const name = Number.isNaN(value) ? '–' : (classes?.[value] ?? readable(value, 2))
    put(wanted.current ?? undefined, name)
  })
  if (sample.drawn) return null
  return (
    <p className="input-which">
      <b>{t(`insideInput.${sample.part}`, { n: whole(sample.index + 1) })}</b>
      {' · '}
      {t(classes?.length === 0 ? 'live.wanted' : 'live.label')} <b ref={wanted} data-label />
    </p>
  )
}

export const INSIDE: Inside = {
  kinds: ['input'],
  symbols: {},
  View,
  explainsItself: true,
}
