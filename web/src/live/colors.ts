/** Color maps as look-up tables made from the page's tokens; bytes go in, pixels come out. */

import { create } from 'zustand'

/** 256 colors as they lie in ImageData: little-endian RGBA. */
export type Table = Uint32Array

/** The maps of one theme, and the colors that painters need beside them. */
export interface Palette {
  diverging: Table
  sequential: Table
  /** For each of several classes from no lead at all to certain; more classes begin anew. */
  classes: Table[]
  unknown: number
  ink: string
  soft: string
  line: string
  card: string
  action: string
  negative: string
  positive: string
}

/** The first two are the two signs: two classes look alike everywhere. */
export const CLASS_TOKENS = ['--negative', '--positive', '--class-2', '--class-3', '--class-4']

type Rgb = [number, number, number]

const FALLBACK: Record<string, string> = {
  '--ink': '#23272e',
  '--soft': '#6d7178',
  '--line': '#e6e1d8',
  '--quiet': '#f2eee6',
  '--card': '#ffffff',
  '--action': '#2f7d5b',
  '--negative': '#e07b28',
  '--positive': '#2f74b5',
  '--neutral': '#f6f3ee',
  '--class-2': '#1a9a74',
  '--class-3': '#b0569a',
  '--class-4': '#565b63',
  '--sequential-0': '#faf8f4',
  '--sequential-1': '#9fc3b3',
  '--sequential-2': '#3f7f70',
  '--sequential-3': '#1b2c3a',
}

/** Slow fact: counts up when the theme changes, so that what is on screen is painted again. */
export const usePalette = create<{ palette: Palette; version: number }>(() => ({
  palette: readPalette(),
  version: 0,
}))

function readPalette(): Palette {
  const style = typeof document === 'undefined' ? null : getComputedStyle(document.documentElement)
  const token = (name: string): string =>
    style?.getPropertyValue(name).trim() || (FALLBACK[name] ?? '#808080')
  const stops = [0, 1, 2, 3].map((n) => parse(token(`--sequential-${n}`)))
  return {
    diverging: table([
      parse(token('--negative')),
      parse(token('--neutral')),
      parse(token('--positive')),
    ]),
    sequential: table(stops),
    classes: CLASS_TOKENS.map((name) => table([parse(token('--neutral')), parse(token(name))])),
    unknown: pack(parse(token('--quiet'))),
    ink: token('--ink'),
    soft: token('--soft'),
    line: token('--line'),
    card: token('--card'),
    action: token('--action'),
    negative: token('--negative'),
    positive: token('--positive'),
  }
}

/** Reads the tokens again whenever the theme changes; call once at start. */
export function followTheme(): void {
  const renew = (): void => {
    usePalette.setState((before) => ({ palette: readPalette(), version: before.version + 1 }))
  }
  new MutationObserver(renew).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'class', 'style'],
  })
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', renew)
  // Style sheets may arrive after this module.
  addEventListener('load', renew)
}

/** A table through equally spaced stops, mixed in OKLab so that equal steps look equal. */
export function table(stops: Rgb[]): Table {
  const lab = stops.map(toOklab)
  const colors = new Uint32Array(256)
  for (let n = 0; n < 256; n++) {
    const place = (n / 255) * (stops.length - 1)
    const left = Math.min(Math.floor(place), stops.length - 2)
    const share = place - left
    const a = lab[left] as Rgb
    const b = lab[left + 1] as Rgb
    colors[n] = pack(fromOklab([0, 1, 2].map((i) => mix(a[i], b[i], share)) as Rgb))
  }
  return colors
}

function mix(a = 0, b = 0, share: number): number {
  return a + (b - a) * share
}

/** "#rrggbb" or "rgb(r, g, b)" as three numbers from 0 to 255. */
export function parse(color: string): Rgb {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(color)
  if (hex) return hex.slice(1, 4).map((two) => parseInt(two, 16)) as Rgb
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(color)
  if (short) return short.slice(1, 4).map((one) => parseInt(one + one, 16)) as Rgb
  const numbers = color.match(/[\d.]+/g)
  return numbers && numbers.length >= 3 ? (numbers.slice(0, 3).map(Number) as Rgb) : [128, 128, 128]
}

function pack([red, green, blue]: Rgb): number {
  return ((255 << 24) | (Math.round(blue) << 16) | (Math.round(green) << 8) | Math.round(red)) >>> 0
}

function toLinear(byte: number): number {
  const part = byte / 255
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}

function toByte(linear: number): number {
  const part =
    linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.max(linear, 0) ** (1 / 2.4) - 0.055
  return Math.min(255, Math.max(0, part * 255))
}

/** sRGB to OKLab with the matrices of its author (B. Ottosson, 2020). */
function toOklab(color: Rgb): Rgb {
  const [r, g, b] = color.map(toLinear) as Rgb
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

function fromOklab([lightness, a, b]: Rgb): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    toByte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    toByte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    toByte(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ]
}

/** The two ends of a scale in units of the data. */
export interface Scale {
  least: number
  greatest: number
}

/**
 * The table for the bytes of one map: byte `b` stands for `range.least + b/255 * width`, and is
 * shown where that value lies on `scale`. NaN ranges give the color of "not known".
 */
export function tableFor(
  colors: Table,
  range: Scale,
  scale: Scale,
  unknown: number,
  into: Table,
): Table {
  if (Number.isNaN(range.least)) return into.fill(unknown)
  const width = scale.greatest - scale.least || 1
  const step = (range.greatest - range.least) / 255
  for (let byte = 0; byte < 256; byte++) {
    const share = (range.least + byte * step - scale.least) / width
    const place = Math.round(Math.min(1, Math.max(0, share)) * 255)
    into[byte] = colors[place] ?? unknown
  }
  return into
}

/** A scale around zero that holds the whole range; at least `floor` wide on each side. */
export function around(range: Scale, floor: number): Scale {
  const reach = Math.max(Math.abs(range.least), Math.abs(range.greatest), floor)
  return { least: -reach, greatest: reach }
}
