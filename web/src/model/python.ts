/** Python taken apart just far enough to be read more easily in color. */

export type Look = 'plain' | 'comment' | 'text' | 'keyword' | 'number' | 'name'

export interface Piece {
  readonly look: Look
  readonly text: string
}

const WORDS =
  'False None True and as assert async await break class continue def del elif else except finally ' +
  'for from global if import in is lambda nonlocal not or pass raise return try while with yield'

const PARTS = new RegExp(
  [
    '(?<comment>#[^\\n]*)',
    `(?<text>[bfrBFR]{0,2}(?:"""[^]*?(?:"""|(?![^]))|'''[^]*?(?:'''|(?![^]))|"(?:\\\\.|[^"\\\\\\n])*"?|'(?:\\\\.|[^'\\\\\\n])*'?))`,
    '(?<name>(?<=\\b(?:class|def)\\s+)\\w+|(?<=^[ \\t]*)@[\\w.]+)',
    `(?<keyword>\\b(?:${WORDS.replaceAll(' ', '|')})\\b)`,
    '(?<number>\\b\\d[\\d_]*(?:\\.\\d*)?(?:[eE][+-]?\\d+)?)',
  ].join('|'),
  'gm',
)

/** The pieces of a text in their order; together they are the text. */
export function pieces(source: string): Piece[] {
  const found: Piece[] = []
  let end = 0
  const add = (look: Look, until: number) => {
    if (until > end) found.push({ look, text: source.slice(end, until) })
    end = Math.max(end, until)
  }
  for (const match of source.matchAll(PARTS)) {
    add('plain', match.index)
    const look = Object.entries(match.groups ?? {}).find(([, text]) => Boolean(text))?.[0]
    add(look as Look, match.index + match[0].length)
  }
  add('plain', source.length)
  return found
}
