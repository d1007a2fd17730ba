import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { areas } from './index'

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

/** All components: texts between tags or in spoken attributes must come from the areas. */
function components(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return components(path)
    return entry.name.endsWith('.tsx') ? [path] : []
  })
}

describe('components', () => {
  it.each(components('src'))('%s holds no words of its own', (path) => {
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

// Names of keys, languages and the project, and mathematical signs.
const ALLOWED = /^(Netzwerkstatt|EN|DE|Esc|Enter|Del|Ctrl.*|[A-Z?/←→↑↓ ]+)$/
