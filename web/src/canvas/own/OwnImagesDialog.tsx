/** What was found in pictures: classes, and real ones as the network will get them; size and color. */

import { useEffect, useRef, useState } from 'react'
import { Refused } from '../../api/client'
import type { OwnImages, OwnSet } from '../../api/own'
import { decodeBytes, getSamples, type Samples } from '../../api/samples'
import { useSay, useT } from '../../i18n'
import type { Config, DataSpec } from '../../model/document'
import type { Problem } from '../../model/problems'
import { Modal } from '../../ui/Modal'
import { whole } from '../../ui/numbers'
import { Decide } from './Decide'
import { paintPicture } from './paint'
import type { ChooseOwn } from './OwnData'

const SIZES = [16, 28, 32, 48, 64]
const STANDARD = 32 // the set's own default
const STRIP = 8 // pictures of a class
const MOST = 200 // pictures asked for

interface DialogProps {
  readonly set: OwnSet
  readonly images: OwnImages
  /** It has just come, and goes again unless it is learned from. */
  readonly fresh: boolean
  readonly data: DataSpec | null
  readonly choose: ChooseOwn
  readonly close: (kept: boolean) => void
}

export function OwnImagesDialog({ set, images, fresh, data, choose, close }: DialogProps) {
  const t = useT()
  const say = useSay()
  const present = data?.options?.set === set.id ? data.options : null
  const [size, setSize] = useState(present ? Number(present.size ?? STANDARD) : sizeOf(images))
  const [gray, setGray] = useState(present?.gray === true)
  const { samples, problem } = useRows(set.id, size, gray)
  const sizes = SIZES.includes(size) ? SIZES : [...SIZES, size].sort((a, b) => a - b)
  return (
    <Modal
      title={t('own.imagesTitle', { name: set.name })}
      className="own-dialog own-images"
      onClose={() => close(false)}
    >
      <p>
        {t('own.imagesFacts', { count: images.rows, classes: images.classes.length })}{' '}
        {images.cut > 0 && t('own.cut', { count: images.cut })}
      </p>
      <div className="own-reading">
        <label className="own-line">
          {t('own.size')}
          <select value={size} onChange={(event) => setSize(Number(event.target.value))}>
            {sizes.map((side) => (
              <option key={side} value={side}>
                {side} × {side}
              </option>
            ))}
          </select>
        </label>
        {images.channels > 1 && (
          <label className="own-line">
            <input
              type="checkbox"
              checked={gray}
              onChange={(event) => setGray(event.target.checked)}
            />
            {t('own.gray')}
          </label>
        )}
        <span className="soft">
          {t('own.numbers', { count: whole(size * size * (gray ? 1 : images.channels)) })}
        </span>
      </div>
      {problem && (
        <p className="problem-text" role="alert">
          {say(problem.message)}
        </p>
      )}
      <div className="own-scroll own-found">
        {images.classes.map((name, place) => (
          <section key={place} className="own-row" aria-label={name}>
            <header>
              <b>{name}</b>
              <small>{t('own.pictures', { count: images.counts[place] ?? 0 })}</small>
            </header>
            <Strip samples={samples} which={place} />
          </section>
        ))}
      </div>
      <Decide
        fresh={fresh}
        close={() => close(false)}
        learn={() => {
          choose(set.dataset, optionsOf(set.id, size, gray))
          close(true)
        }}
      />
    </Modal>
  )
}

/** Small pictures keep their size; larger ones begin with the standard one. */
const sizeOf = ({ side }: OwnImages) => Math.max(8, Math.min(side, STANDARD))

const optionsOf = (set: string, size: number, gray: boolean): Config => ({
  set,
  ...(size === STANDARD ? {} : { size }),
  ...(gray ? { gray } : {}),
})

/** Training rows after the steps; those before stay until the new ones are there. */
function useRows(set: string, size: number, gray: boolean) {
  const [samples, setSamples] = useState<Samples | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  useEffect(() => {
    const stop = new AbortController()
    const question = {
      options: { set, size, gray },
      seed: 0,
      validation_split: 0,
      part: 'training',
      offset: 0,
      count: MOST,
    } as const
    getSamples('own_images', question, stop.signal).then(
      (found) => {
        setSamples(found)
        setProblem(null)
      },
      (error: unknown) => {
        if (error instanceof Refused) setProblem(error.problems[0] ?? null)
      },
    )
    return () => stop.abort()
  }, [set, size, gray])
  return { samples, problem }
}

/** Some pictures of one class, one canvas pixel for each of theirs. */
function Strip({ samples, which }: { samples: Samples | null; which: number }) {
  const strip = useRef<HTMLDivElement>(null)
  const rows = (samples?.targets ?? [])
    .flatMap((target, row) => (target === which ? [row] : []))
    .slice(0, STRIP)
  useEffect(() => {
    if (!samples) return
    const bytes = decodeBytes(samples.inputs)
    const length = samples.shape.reduce((product, side) => product * side, 1)
    for (const canvas of strip.current?.querySelectorAll('canvas') ?? []) {
      const row = Number(canvas.dataset.row)
      paintPicture(canvas, bytes.subarray(row * length, (row + 1) * length), samples.shape)
    }
  })
  return (
    <div className="own-strip" ref={strip}>
      {rows.map((row) => (
        <canvas key={row} data-row={row} />
      ))}
    </div>
  )
}
