/** Layers that join wires from inside: the inputs side by side, and how one number is made of them. */

import { useRef, useState } from 'react'

import { useT } from '../../i18n'
import { usePalette } from '../../live/colors'
import { useLive } from '../../live/hooks'
import { useReadable } from '../../live/readable'
import { sampleOf, useSample } from '../../live/sample'
import { readable } from '../../ui/numbers'
import { put } from '../../ui/put'
import type { Frame, Part } from '../../wire/frames'
import * as heatmap from '../heatmap'
import { pictureScale } from '../scales'
import { Spoken } from '../Spoken'
import type { Inside, InsideProps } from './inside'
import { paintMaps } from './parts/channels'
import { DotTerms, JoinSentence, signOf, SYMBOLS, writeDot, writeJoin } from './parts/JoinSentence'
import { joinOf, numberAtPlace, placeIn, sourcesOf, targetOf, type Join } from './parts/joined'
import { SheetMaps, SHOWN } from './parts/SheetMaps'
import { laidOut, pageWith, placeText, sheetsOf, spotOf } from './parts/sheets'
import './windows.css'
import './norms.css'

function View({ node, kind, shape, inputs }: InsideProps) {
  const t = useT()
  const root = useRef<HTMLDivElement>(null)
  const sample = sampleOf(useSample())
  const join = joinOf(kind.name, inputs.map(lengths), lengths(shape), node.config)
  const [asked, setAsked] = useState<number[]>(() => middleOf(join.output))
  const [firsts, setFirsts] = useState<Readonly<Record<number, number>>>({})
  const place = join.output.map((length, axis) => Math.min(asked[axis] ?? 0, length - 1))
  const at = numberAtPlace(join.output, place)
  const sheets = [...join.inputs, join.output].map(sheetsOf)
  const last = join.inputs.length
  const framed = join.inputs.map((_, n) => sourcesOf(join, n, place))

  const write = useReadable((handle) => {
    const read = joinedOf(handle.frame())
    if (!root.current || !read) return
    if (kind.name === 'dot') writeDot(root.current, read.terms, read.value)
    else if (kind.name !== 'concatenate')
      writeJoin(root.current, kind.name, read.terms, read.counts, read.value)
    const told = { place: placeText(join.output, at), value: readable(read.value) }
    const said =
      kind.name === 'concatenate'
        ? t('insideNorms.from', cameFrom(join, framed, at, read.value, node.sources))
        : t('insideNorms.joined', told)
    put(root.current.querySelector('.join-place') ?? undefined, said)
  })
  useLive(root, { probe: 'joined', node: node.id, index: place, sample }, (handle) => {
    const frame = handle.frame()
    const [given, output] = frame?.parts ?? []
    if (!root.current || !given || !output) return
    const parts = [...cut(given, join), output]
    // What is laid in a row or compared shares a scale; a product or a sum has its own.
    const range = (part: Part) => heatmap.rangeOf({ ...part, dims: [1] }, 0)
    const shown = parts.map((part, n) => {
      const look = pictureScale(range(n === last && !alike(kind.name) ? part : given))
      return [nameOf(n), [laidOut(part, sheets[n] ?? sheetsOf([])), look]] as const
    })
    const palette = { ...usePalette.getState().palette, unknown: 0 }
    paintMaps(root.current, palette, Object.fromEntries(shown))
    write(handle)
  })

  /** Turns to what belongs to it, so that one sees where the numbers are. */
  const ask = (next: number[]): void => {
    setAsked(next)
    const wanted = [
      ...join.inputs.map((_, n) => sourcesOf(join, n, next)[0]),
      numberAtPlace(join.output, next),
    ]
    setFirsts((now) => {
      const turned = { ...now }
      wanted.forEach((number, n) => {
        const sheet = sheets[n]
        if (number === undefined || !sheet) return
        turned[n] = pageWith(spotOf(sheet, number).map, now[n] ?? 0, sheet, SHOWN)
      })
      return turned
    })
  }

  return (
    <div className="conv join" ref={root}>
      <p className="join-place soft" data-spoken>
        …
      </p>
      {kind.name === 'dot' && <DotTerms normalized={node.config.normalize === true} />}
      {kind.name !== 'concatenate' && kind.name !== 'dot' && (
        <JoinSentence kind={kind.name} inputs={last} />
      )}
      <div className="moved-both">
        {sheets.map((sheet, n) => (
          <div className="join-next" key={n}>
            {n > 0 && (
              <span className="conv-sign mono" aria-hidden data-symbol={SYMBOLS[kind.name]}>
                {n === last ? '=' : signOf(kind.name)}
              </span>
            )}
            <SheetMaps
              sheets={sheet}
              title={
                n === last
                  ? t('insideNorms.result')
                  : t('insideNorms.operand', { n: n + 1, name: node.sources[n] ?? '' })
              }
              symbol={n === last ? 'y' : 'x'}
              name={nameOf(n)}
              framed={n === last ? [at] : (framed[n] ?? [])}
              first={firsts[n] ?? 0}
              onTurn={(first) => setFirsts({ ...firsts, [n]: first })}
              onAsk={(number) =>
                ask(n === last ? placeIn(join.output, number) : targetOf(join, n, number, place))
              }
            />
          </div>
        ))}
      </div>
      <Spoken body={root} />
    </div>
  )
}

interface Joined {
  readonly terms: Float32Array
  readonly counts: Float32Array
  readonly value: number
}

function joinedOf(frame: Frame | null): Joined | null {
  const [, , terms, counts, value] = frame?.parts.map(({ data }) => data as Float32Array) ?? []
  return terms && counts && value ? { terms, counts, value: value[0] ?? NaN } : null
}

/** The inputs, which come one behind the other. */
function cut(given: Part, { inputs }: Join): Part[] {
  let from = 0
  return inputs.map((shape) => {
    const start = from
    from += shape.reduce((count, length) => count * length, 1)
    return { ...given, data: given.data.subarray(start, from) }
  })
}

function cameFrom(
  join: Join,
  framed: readonly (readonly number[])[],
  at: number,
  value: number,
  names: readonly string[],
) {
  const n = framed.findIndex((found) => found.length > 0)
  return {
    value: readable(value),
    to: placeText(join.output, at),
    n: n + 1,
    name: names[n] ?? '',
    place: placeText(join.inputs[n] ?? [], framed[n]?.[0] ?? 0),
  }
}

/** Images are rarely anything in their corner. */
function middleOf(shape: readonly number[]): number[] {
  return shape.map((length, axis) => (axis < shape.length - 1 ? Math.floor(length / 2) : 0))
}

function alike(kind: string): boolean {
  return kind === 'concatenate' || kind === 'maximum' || kind === 'minimum' || kind === 'average'
}

function nameOf(n: number): string {
  return `wire${n}`
}

function lengths(shape: readonly (number | null)[]): number[] {
  return shape.map((length) => length ?? 1)
}

export const INSIDE: Inside = {
  kinds: ['add', 'subtract', 'multiply', 'average', 'maximum', 'minimum', 'concatenate', 'dot'],
  symbols: {
    x: { tex: 'x', code: /call\.inputs\b|\bfirst\b(?!,)|\bsecond\b(?! =)/ },
    sum: { tex: '\\sum', code: /jnp\.add|jax\.lax\.dot_general/ },
    product: { tex: '\\prod', code: /jnp\.multiply/ },
    max: { tex: '\\max', code: /jnp\.maximum/ },
    min: { tex: '\\min', code: /jnp\.minimum/ },
    y: { tex: 'y', code: /\breturn\b/ },
  },
  View,
}
