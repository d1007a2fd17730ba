/** The sweep of the run: what a person can do to it, and what is known of its networks. */

import { useEffect, useMemo, useState } from 'react'

import type { Frame } from '../wire/frames'
import type { Problem, SweepKnob, SweepState } from '../wire/messages.gen'
import { write as writeInTurn, type Writer } from './clock'
import { send } from './connection'
import { openProbe } from './probes'
import { useRun } from './run'

/** Milliseconds between two looks at all networks: up to 64 texts and curves are laid out anew. */
const EVERY_MS = 250

/** A network of the sweep; its curve by steps, NaN where nothing was measured. */
export interface Member {
  readonly number: number
  readonly step: number
  /** The step whose loss was no number. */
  readonly diverged: number | null
  readonly steps: readonly number[]
  readonly losses: readonly number[]
  readonly validation: readonly number[]
  /** The first validation metric, as it is now. */
  readonly metric: number
}

/** Trains a network for each value, or pair of values; answers why not. */
export async function begin(knobs: SweepKnob[], steps: number): Promise<Problem | null> {
  const { run } = useRun.getState()
  return run === null ? null : send({ type: 'sweep', run, knobs, steps })
}

/** Lets the sweep go on, or stand still. */
export function playSweep(playing: boolean): void {
  const { run } = useRun.getState()
  if (run !== null) void send({ type: 'sweep_play', run, playing })
}

/** Makes a network of the sweep the run; answers why not. */
export async function adopt(member: number): Promise<Problem | null> {
  const { run } = useRun.getState()
  return run === null ? null : send({ type: 'adopt', run, member })
}

/** What the sweep of the run is to do. */
export type Order = Pick<SweepState, 'knobs' | 'steps' | 'playing' | 'members'>

/** The same object while nobody changes it: how far it has come is told many times a second. */
export function useOrder(): Order | null {
  const written = useRun(({ status }) => {
    if (!status?.sweep) return 'null'
    const { knobs, steps, playing, members } = status.sweep
    return JSON.stringify({ knobs, steps, playing, members })
  })
  return useMemo(() => JSON.parse(written) as Order | null, [written])
}

/** All networks as they are now, a few times a second; empty while nothing is known. */
export function useMembers(count: number): readonly Member[] {
  const [members, setMembers] = useState<readonly Member[]>([])
  useEffect(() => {
    const writer: Writer = {
      from: 0,
      write: () => {
        writer.from = performance.now() + EVERY_MS
        setMembers(read(handle.frame()))
      },
    }
    const handle = openProbe(() => writeInTurn(writer))
    handle.ask({ probe: 'sweep_rows' })
    return () => handle.close()
  }, [])
  return members.length === count ? members : []
}

function read(frame: Frame | null): readonly Member[] {
  if (!frame) return []
  const [facts, steps, losses, validation, metric] = frame.parts
  const [count = 0] = facts?.dims ?? []
  const rows = steps?.dims[1] ?? 0
  const row = (part: typeof facts, number: number, length: number): number[] =>
    Array.from(part?.data.subarray(number * rows, number * rows + length) ?? [])
  return Array.from({ length: count }, (_, number) => {
    const all = row(steps, number, rows)
    const known = all.findLastIndex((step) => !Number.isNaN(step)) + 1
    const diverged = facts?.data[2 * number + 1] ?? NaN
    return {
      number,
      step: facts?.data[2 * number] ?? 0,
      diverged: Number.isNaN(diverged) ? null : diverged,
      steps: all.slice(0, known),
      losses: row(losses, number, known),
      validation: row(validation, number, known),
      metric: row(metric, number, known).findLast((one) => !Number.isNaN(one)) ?? NaN,
    }
  })
}

/** The validation loss as it is now, or the training loss where nothing validates. */
export function lossOf({ validation, losses, diverged }: Member): number {
  if (diverged !== null) return NaN
  const scored = validation.at(-1) ?? NaN
  return Number.isNaN(scored) ? (losses.at(-1) ?? NaN) : scored
}

/** Its curve: validation losses where there are any. */
export function curveOf({ validation, losses }: Member): readonly number[] {
  return validation.every(Number.isNaN) ? losses : validation
}
