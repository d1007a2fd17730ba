/** Pictures gathered class by class: files chosen or dropped, or drawn on a pad; then sent as one. */

import { useEffect, useRef, useState } from 'react'
import type { OwnSet } from '../../api/own'
import { useSay, useT } from '../../i18n'
import { useOwn } from '../../state/own'
import { Modal } from '../../ui/Modal'
import { Pad } from '../../views/pad'
import { PadSheet } from '../../views/PadSheet'
import { FileZone } from './FileZone'
import { archive, forget, fromFile, fromInk, type Gathered, type Picture } from './pictures'

const SIDE = 28 // of a drawing, as MNIST's
const LEAST = 3 // of each class: one of them is kept apart for testing
const MOST_CLASSES = 50
export const IMAGE_FILES = 'image/png,image/jpeg,image/gif,image/webp,image/bmp'

interface DialogProps {
  readonly source: 'files' | 'drawing'
  readonly close: () => void
  readonly brought: (set: OwnSet) => void
}

export function OwnGatherDialog({ source, close, brought }: DialogProps) {
  const t = useT()
  const { bring, reading } = useOwn()
  const classes = useClasses(source === 'drawing' ? ['0', '1'] : [t('own.first'), t('own.second')])
  const missing = useMissing(classes.all)
  const keep = async (): Promise<void> => {
    const set = await bring('images', await archive(classes.all))
    if (set) brought(set)
  }
  return (
    <Modal
      title={t(source === 'files' ? 'own.filesTitle' : 'own.drawTitle')}
      className="own-dialog own-gather"
      onClose={close}
    >
      <p>{t(source === 'files' ? 'own.filesHow' : 'own.drawHow')}</p>
      <div className={source === 'drawing' ? 'own-drawing' : undefined}>
        {source === 'drawing' && (
          <Drawing
            name={classes.all[classes.active]?.name ?? ''}
            add={(picture) => classes.add(classes.active, [picture])}
          />
        )}
        <div className="own-gathered">
          {classes.all.map((one, place) => (
            <ClassRow key={place} place={place} one={one} classes={classes} source={source} />
          ))}
          <button
            type="button"
            className="button pill"
            disabled={classes.all.length >= MOST_CLASSES}
            onClick={classes.more}
          >
            {t('own.addClass')}
          </button>
        </div>
      </div>
      <Refused />
      <footer>
        <span className="soft" role="status">
          {missing}
        </span>
        <button
          type="button"
          className="button primary"
          disabled={reading || missing !== null}
          onClick={() => void keep()}
        >
          {t(reading ? 'own.reading' : 'own.lookAtThem')}
        </button>
      </footer>
    </Modal>
  )
}

function Refused() {
  const say = useSay()
  const problem = useOwn((state) => state.problem)
  if (!problem) return null
  return (
    <p className="problem-text" role="alert">
      {say(problem.message)}
    </p>
  )
}

interface Classes {
  readonly all: readonly Gathered[]
  readonly active: number
  readonly activate: (place: number) => void
  readonly rename: (place: number, name: string) => void
  readonly add: (place: number, pictures: readonly Picture[]) => void
  readonly drop: (place: number, which: number) => void
  readonly remove: (place: number) => void
  readonly more: () => void
}

/** The classes so far, freed when the window closes. */
function useClasses(names: readonly string[]): Classes {
  const [all, setAll] = useState<readonly Gathered[]>(() =>
    names.map((name) => ({ name, pictures: [] })),
  )
  const [active, activate] = useState(0)
  const latest = useRef(all)
  useEffect(() => {
    latest.current = all
  }, [all])
  useEffect(() => () => forget(latest.current), [])
  const change = (place: number, next: (one: Gathered) => Gathered) =>
    setAll((old) => old.map((one, at) => (at === place ? next(one) : one)))
  return {
    all,
    active,
    activate,
    rename: (place, name) => change(place, (one) => ({ ...one, name })),
    add: (place, pictures) =>
      change(place, (one) => ({ ...one, pictures: [...one.pictures, ...pictures] })),
    drop: (place, which) =>
      change(place, (one) => ({
        ...one,
        pictures: one.pictures.filter((_, number) => number !== which),
      })),
    remove: (place) => {
      setAll((old) => old.filter((_, at) => at !== place))
      activate(0)
    },
    more: () => {
      setAll((old) => [...old, { name: nextName(old), pictures: [] }])
      activate(all.length)
    },
  }
}

/** The next digit after digits, the next letter after letters. */
function nextName(classes: readonly Gathered[]): string {
  const digits = classes.every(({ name }) => /^\d+$/.test(name))
  return digits
    ? String(Math.max(...classes.map(({ name }) => Number(name))) + 1)
    : String.fromCharCode(65 + classes.length)
}

/** What is still missing before these can be learned from; null when nothing is. */
function useMissing(classes: readonly Gathered[]): string | null {
  const t = useT()
  const names = classes.map(({ name }) => name.trim())
  if (names.some((name, place) => name === '' || names.indexOf(name) !== place))
    return t('own.namesDiffer')
  const few = classes.find(({ pictures }) => pictures.length < LEAST)
  return few ? t('own.fewPictures', { name: few.name, count: LEAST - few.pictures.length }) : null
}

interface RowProps {
  readonly place: number
  readonly one: Gathered
  readonly classes: Classes
  readonly source: 'files' | 'drawing'
}

function ClassRow({ place, one, classes, source }: RowProps) {
  const t = useT()
  const { name, pictures } = one
  return (
    <section className="own-row" aria-label={name} data-chosen={classes.active === place}>
      <header>
        {source === 'drawing' && (
          <input
            type="radio"
            name="own-class"
            checked={classes.active === place}
            aria-label={t('own.drawInto', { name })}
            onChange={() => classes.activate(place)}
          />
        )}
        <input
          value={name}
          maxLength={40}
          aria-label={t('own.classNamed', { number: place + 1 })}
          onFocus={() => classes.activate(place)}
          onChange={(event) => classes.rename(place, event.target.value)}
        />
        <small>{t('own.pictures', { count: pictures.length })}</small>
        {classes.all.length > 2 && (
          <button
            type="button"
            className="button pill"
            aria-label={t('own.remove', { name })}
            onClick={() => classes.remove(place)}
          >
            ×
          </button>
        )}
      </header>
      {pictures.length > 0 && (
        <div className="own-strip">
          {pictures.map((picture, which) => (
            <button
              key={picture.url}
              type="button"
              className="own-picture"
              aria-label={t('own.removePicture', { number: which + 1, name })}
              title={picture.name}
              onClick={() => classes.drop(place, which)}
            >
              <img src={picture.url} alt="" />
            </button>
          ))}
        </div>
      )}
      {source === 'files' && (
        <FileZone
          label={t('own.picturesOf', { name })}
          accept={IMAGE_FILES}
          multiple
          take={(files) =>
            void Promise.all(files.map(fromFile)).then((found) => classes.add(place, found))
          }
        >
          {t('own.dropPictures')}
        </FileZone>
      )}
    </section>
  )
}

function Drawing({ name, add }: { name: string; add: (picture: Picture) => void }) {
  const t = useT()
  const [inked, setInked] = useState(false)
  const [pad] = useState(
    () => new Pad(SIDE, (ink) => setInked(ink.values.some((value) => value > 0))),
  )
  const count = useRef(0)
  const keep = (): void => {
    if (!pad.ink.values.some((value) => value > 0)) return
    count.current += 1
    void fromInk(pad.done(), count.current).then(add)
    pad.clear()
  }
  return (
    <div className="own-pad">
      <PadSheet pad={pad} enter={keep} />
      <button type="button" className="button primary" disabled={!inked} onClick={keep}>
        {t('own.addTo', { name })}
      </button>
    </div>
  )
}
