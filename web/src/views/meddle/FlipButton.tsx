/** The button that writes one weight with the other sign. */

import { useRef, useState } from 'react'

import { useT } from '../../i18n'
import { useLive } from '../../live/hooks'
import { valueAt } from '../../wire/frames'
import { setWeights } from './writing'
import './meddle.css'

interface FlipProps {
  readonly node: string
  readonly weight: string
  readonly index: number[]
}

export function FlipButton({ node, weight, index }: FlipProps) {
  const t = useT()
  const button = useRef<HTMLButtonElement>(null)
  const now = useRef<number | null>(null)
  const [known, setKnown] = useState(false)
  useLive(button, { probe: 'element', node, weight, index }, (handle) => {
    const part = handle.frame()?.parts[0]
    now.current = part ? valueAt(part, 0) : null
    setKnown(part !== undefined)
  })
  const flip = (): void => {
    const before = now.current
    if (before !== null && before !== 0) void setWeights([{ node, weight, index, value: -before }])
  }
  return (
    <button
      ref={button}
      type="button"
      className="meddle-flip"
      disabled={!known}
      title={t('interventions.flipWhat')}
      onClick={flip}
    >
      ± {t('interventions.flip')}
    </button>
  )
}
