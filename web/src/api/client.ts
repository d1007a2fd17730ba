/** Asking the server: refusals become problems, a server that is away is waited for. */

import { create } from 'zustand'
import type { Problem } from '../model/problems'

/** The server said no; ``problems`` says why, in both languages. */
export class Refused extends Error {
  constructor(
    readonly problems: readonly Problem[],
    /** 0 where no answer came. */
    readonly status = 0,
    /** Seconds until it makes sense to try again; 0 where the server named none. */
    readonly wait = 0,
  ) {
    super(problems[0]?.message.en ?? 'refused')
  }
}

/** What a change is answered with that never reached the server. */
const UNREACHED: Problem = {
  code: 'unreached',
  message: {
    en: 'The server did not answer, and it is not certain that it heard. Please try once more.',
    de: 'Der Server hat nicht geantwortet, vielleicht auch nichts gehört. Versuch es bitte noch einmal.',
  },
  node: null,
  edge: null,
  field: null,
  fix: null,
}

/** Whether the last request reached the server. */
export const useLink = create<{ away: boolean }>(() => ({ away: false }))

const LONGEST_WAIT = 4000

/** Ask until the server answers. Throws ``Refused``, or an ``AbortError`` when ``signal`` fires. */
export async function ask<T>(path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  for (let wait = 300; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
    const answer = await once(path, body, signal)
    if (answer) {
      useLink.setState({ away: false })
      return read<T>(answer)
    }
    useLink.setState({ away: true })
    await pause(wait, signal)
  }
}

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * Ask for a change exactly once: a person decides whether to try again. ``leaving``: the request
 * outlives the page. Throws ``Refused``.
 */
export async function change<T>(
  method: Method,
  path: string,
  body?: unknown,
  leaving = false,
): Promise<T> {
  const answer = await once(path, body, undefined, method, leaving)
  if (!answer) throw new Refused([UNREACHED])
  return read<T>(answer)
}

/** Send a file as it is, once. Throws ``Refused``. */
export async function upload<T>(path: string, file: Blob): Promise<T> {
  const headers = { 'content-type': 'application/octet-stream' }
  const answer = await fetch(`/api${path}`, { method: 'POST', headers, body: file }).catch(
    () => null,
  )
  if (!answer) throw new Refused([UNREACHED])
  return read<T>(answer)
}

/** A file that the server makes, under the name it gives it. Throws ``Refused``. */
export async function download(path: string, body: unknown): Promise<File> {
  const answer = await once(path, body)
  if (!answer) throw new Refused([UNREACHED])
  if (!answer.ok) return read<File>(answer)
  const name = /filename="(.+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1]
  return new File([await answer.blob()], name ?? 'download')
}

async function once(
  path: string,
  body: unknown,
  signal?: AbortSignal,
  method?: Method,
  keepalive = false,
): Promise<Response | null> {
  const request: RequestInit =
    body === undefined
      ? { method: method ?? 'GET' }
      : {
          method: method ?? 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
          keepalive,
        }
  try {
    const answer = await fetch(`/api${path}`, signal ? { ...request, signal } : request)
    return (await isGone(answer)) ? null : answer
  } catch (error) {
    if (signal?.aborted) throw error
    return null
  }
}

/** Whether it says that nobody is there: a proxy's word, or the last one of a server that stops. */
async function isGone(answer: Response): Promise<boolean> {
  if (answer.status === 502 || answer.status === 504) return true
  if (answer.status !== 503) return false
  return problemsOf(await bodyOf(answer.clone())).some(({ code }) => code === 'stopping')
}

const bodyOf = (answer: Response): Promise<unknown> => answer.json().catch(() => null)

function problemsOf(body: unknown): readonly Problem[] {
  return (body as { problems?: Problem[] } | null)?.problems ?? []
}

async function read<T>(answer: Response): Promise<T> {
  const body = await bodyOf(answer)
  if (answer.ok) return body as T
  const problems = problemsOf(body)
  throw new Refused(problems, answer.status, Number(answer.headers.get('retry-after') ?? 0))
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds)
    signal?.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(new DOMException('aborted', 'AbortError'))
    })
  })
}
