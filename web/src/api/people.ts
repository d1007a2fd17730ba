/** The routes of who somebody is, and of the classes of a teacher. */

import type { NetDocument } from '../model/document'
import { ask, change } from './client'

export type Role = 'anonymous' | 'local' | 'learner' | 'teacher'

export interface OwnClass {
  readonly id: string
  readonly name: string
  readonly frozen: boolean
  readonly lessons: readonly string[]
}

/** Who this browser is to the server. */
export interface Session {
  readonly role: Role
  readonly person: string
  readonly name: string
  readonly class: OwnClass | null
  /** The newest run of one's own. */
  readonly run: string | null
  /** What the teacher pushed last. */
  readonly pushed: NetDocument | null
  readonly teacher_exists: boolean
}

export interface Joined extends Session {
  /** The private word to come back with; told once. */
  readonly word: string
}

export const getSession = () => ask<Session>('/session')

export const signIn = (name: string, password: string) =>
  change<Session>('POST', '/session', { name, password })

export const signOut = () => change<unknown>('DELETE', '/session')

export const makeTeacher = (invitation: string, name: string, password: string) =>
  change<Session>('POST', '/teachers', { invitation, name, password })

export const join = (code: string, nickname: string) =>
  change<Joined>('POST', '/join', { code, nickname })

export const comeBack = (code: string, nickname: string, word: string) =>
  change<Session>('POST', '/return', { code, nickname, word })
