import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { areas, setLanguage, startTexts, t } from './index'

const holes = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]).sort()

// Words that are the same in both languages, or a sign.
const SHARED = new Set(['Code', 'Problem', 'Batch', 'Mode', 'Name'])

describe.each(Object.entries(areas))('area %s', (_, { en, de }) => {
  it('has the same keys and the same holes in both languages', () => {
    expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort())
    const german = de as Record<string, string>
    for (const [key, text] of Object.entries<string>(en)) {
      expect(holes(german[key] ?? ''), key).toEqual(holes(text))
      expect(text.trim(), key).not.toBe('')
      expect(german[key]?.trim(), key).not.toBe('')
    }
  })

  it('speaks to one person, as a friend', () => {
    for (const text of Object.values<string>(de)) expect(text).not.toMatch(/\b(Sie|Ihre?|Ihnen)\b/)
  })
})

/** All files of a kind below a folder. */
function sources(folder: string, ending = /\.tsx?$/): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sources(path, ending)
    return ending.test(entry.name) ? [path] : []
  })
}

// Texts between tags or in spoken attributes must come from the areas.
describe('components', () => {
  it.each(sources('src', /\.tsx$/))('%s holds no words of its own', (path) => {
    const source = readFileSync(path, 'utf8')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/\/\/.*$/gm, '')
    const spoken = [...source.matchAll(/(?:aria-label|title|placeholder|alt)="([^"]+)"/g)]
    const written = [
      ...source.matchAll(/<[a-z][\w.]*(?:\s[^<>]*)?>\s*([A-Za-zÄÖÜäöüß][^<>{}]{2,})\s*<\//g),
    ]
    const words = [...spoken, ...written].map((match) => match[1]?.trim() ?? '')
    expect(words.filter((word) => !SHARED.has(word) && !ALLOWED.test(word))).toEqual([])
  })
})

describe('asking for a text', () => {
  it.each(sources('src'))('%s fills every hole', (path) => {
    const bare = readFileSync(path, 'utf8').matchAll(/\b(?:t|translate)\('(\w+)\.(\w+)'\)/g)
    for (const [call, area, key] of bare) {
      const texts = (areas as Record<string, Record<'en', Record<string, string>>>)[area ?? '']
      expect(holes(texts?.en[key ?? ''] ?? ''), call).toEqual([])
    }
  })
})

describe('a text', () => {
  vi.stubGlobal('localStorage', { getItem: () => 'en', setItem: () => undefined })
  vi.stubGlobal('document', { documentElement: {} })

  it('has its holes filled, one form for one and one for more, in both languages', async () => {
    await startTexts()
    const said = () => [1, 2, 1].map((count) => t('code.layers', { count }))
    await setLanguage('en')
    expect(said()).toEqual([
      'One layer comes along.',
      '2 layers come along.',
      'One layer comes along.',
    ])
    await setLanguage('de')
    expect(said()[0]).toBe('Eine Schicht kommt mit.')
    expect(said()[1]).toContain('2')
    // What somebody typed may look like a hole.
    expect(t('slow.enters', { node: '{{node}}' })).toContain('{{node}}')
    expect(t('slow.example', { n: 1, count: '1' })).toContain('1')
  })
})

// Names of keys, languages and the project, and mathematical signs.
const ALLOWED = /^(Netzwerkstatt|EN|DE|Esc|Enter|Del|Ctrl.*|[A-Z?/←→↑↓ ]+)$/
