/** Single numbers of the run: written by hand, answered with what stood there before. */

import type { Answer } from '../wire/socket'
import { LOST, request } from './connection'
import { useRun } from './run'

/** One number of one weight tensor. */
export interface Place {
  readonly node: string
  readonly weight: string
  readonly index: readonly number[]
}

/** What it is to be. */
export interface Setting extends Place {
  readonly value: number
}

/** Sends it off at once, so that several arrive in the order they were given in. */
export async function order({ node, weight, index, value }: Setting): Promise<Answer> {
  const { run } = useRun.getState()
  if (run === null) return { problem: LOST, before: null }
  return request({ type: 'set_weight', run, node, weight, index: [...index], value })
}
