import i18next from 'i18next'
import { useSyncExternalStore } from 'react'
import type { Area } from './area'
import { answers } from './answers'
import { app } from './app'
import { canvas } from './canvas'
import { classroom } from './classroom'
import { code } from './code'
import { data } from './data'
import { embeddings } from './embeddings'
import { health } from './health'
import { help } from './help'
import { inside } from './inside'
import { insideImages } from './insideImages'
import { insideInput } from './insideInput'
import { insideNorms } from './insideNorms'
import { insideKinds } from './insideKinds'
import { insideSequences } from './insideSequences'
import { insideUnits } from './insideUnits'
import { inspector } from './inspector'
import { instruments } from './instruments'
import { interventions } from './interventions'
import { landscape } from './landscape'
import { learner } from './learner'
import { lessons } from './lessons'
import { live } from './live'
import { own } from './own'
import { slow } from './slow'
import { sweep } from './sweep'
import { teach } from './teach'
import { wall } from './wall'
import { why } from './why'

/** Every text of the page; one file for each area. */
export const areas = {
  answers,
  app,
  canvas,
  classroom,
  code,
  data,
  embeddings,
  health,
  help,
  inside,
  insideImages,
  insideInput,
  insideNorms,
  insideKinds,
  insideSequences,
  insideUnits,
  inspector,
  instruments,
  interventions,
  landscape,
  learner,
  lessons,
  live,
  own,
  slow,
  sweep,
  teach,
  wall,
  why,
}

export type Language = 'en' | 'de'
type Areas = typeof areas
/** Texts with a count have a form for one and one for more; they are asked for by their stem. */
type Stem<K extends string> = K extends `${infer S}_other`
  ? S
  : K extends `${string}_one`
    ? never
    : K
type KeysOf<A> = A extends Area<infer K> ? Stem<K> : never
export type Key = { [A in keyof Areas]: `${A}.${KeysOf<Areas[A]>}` }[keyof Areas]
export type Values = Record<string, string | number>
export type Translate = (key: Key, values?: Values) => string

/** A text that came from the server with both its languages. */
export interface Text {
  en: string
  de: string
}

function resources(language: Language) {
  return {
    page: Object.fromEntries(Object.entries(areas).map(([name, area]) => [name, area[language]])),
  }
}

function preferred(): Language {
  const kept = localStorage.getItem('language')
  if (kept === 'en' || kept === 'de') return kept
  return navigator.language.startsWith('de') ? 'de' : 'en'
}

/** Load both languages; call once before the page is drawn. */
export async function startTexts(): Promise<void> {
  await i18next.init({
    lng: preferred(),
    fallbackLng: 'en',
    defaultNS: 'page',
    resources: { en: resources('en'), de: resources('de') },
    interpolation: { escapeValue: false },
  })
  document.documentElement.lang = i18next.language
}

export function language(): Language {
  return i18next.language === 'de' ? 'de' : 'en'
}

export async function setLanguage(next: Language): Promise<void> {
  localStorage.setItem('language', next)
  document.documentElement.lang = next
  await i18next.changeLanguage(next)
}

/** Texts with their holes, by language and form: looking one up costs more than laying it out. */
const known = { en: new Map<string, string>(), de: new Map<string, string>() }

export const t: Translate = (key, values) => {
  const text = formOf(key, values?.count)
  return values ? text.replace(HOLE, (hole, name: string) => String(values[name] ?? hole)) : text
}
const HOLE = /{{(\w+)}}/g

/** The text of a key, for one or for more where it tells them apart. */
function formOf(key: Key, count?: string | number): string {
  const texts = known[language()]
  const form = count === 1 ? `${key}_one` : key
  const text = texts.get(form) ?? i18next.t(key, { count: count === 1 ? 1 : 2, ...RAW })
  if (i18next.isInitialized) texts.set(form, text)
  return text
}
const RAW = { skipInterpolation: true }

/** The text of this page in its present language. */
export function say(text: Text): string {
  return text[language()]
}

function subscribe(changed: () => void): () => void {
  i18next.on('languageChanged', changed)
  return () => i18next.off('languageChanged', changed)
}

/** The present language; the component is drawn again when it changes. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, language)
}

// A function for each language: what is memoized with one notices that the language changed.
const translators: Record<Language, Translate> = {
  en: (key, values) => t(key, values),
  de: (key, values) => t(key, values),
}
const speakers: Record<Language, (text: Text) => string> = {
  en: (text) => text.en,
  de: (text) => text.de,
}

/** ``t`` for a component: it is drawn again when the language changes. */
export function useT(): Translate {
  return translators[useLanguage()]
}

/** ``say`` for a component: it is drawn again when the language changes. */
export function useSay(): (text: Text) => string {
  return speakers[useLanguage()]
}
