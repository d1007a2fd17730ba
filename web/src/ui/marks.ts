/** Marks in a formula: a part of its TeX that can be found again among the elements KaTeX makes. */

/**
 * KaTeX trusts us with no class names, so a symbol travels through it as a color that nothing else
 * has; whoever set the formula turns the color into a mark.
 */
export function colorOf(place: number): string {
  return `#0102${(place + 16).toString(16).padStart(2, '0')}`
}

export function placeOfColor(color: string): number {
  const [red, green, blue] = (/^rgb\((\d+), ?(\d+), ?(\d+)\)$/.exec(color) ?? [])
    .slice(1)
    .map(Number)
  return red === 1 && green === 2 && blue !== undefined ? blue - 16 : -1
}

export function colored(place: number, tex: string): string {
  return `{\\textcolor{${colorOf(place)}}{${tex}}}`
}

/** Every part of the TeX that a symbol names, marked with the symbol's place; longer names first. */
export function marked(tex: string, symbols: readonly string[]): string {
  const order = symbols.map((_, place) => place)
  order.sort((a, b) => (symbols[b]?.length ?? 0) - (symbols[a]?.length ?? 0))
  const found = order.filter((place) => symbols[place])
  if (found.length === 0) return tex
  const names = found.map((place) => escaped(symbols[place] ?? ''))
  // A letter inside a command or a longer word is no symbol.
  const parts = new RegExp(`(?<![\\\\A-Za-z])(?:${names.join('|')})(?![A-Za-z])`, 'g')
  return tex.replace(parts, (name) => colored(symbols.indexOf(name), name))
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** Turns the colors that stand for symbols into marks that can be pointed at. */
export function markSymbols(element: HTMLElement, names: readonly string[]): void {
  for (const one of element.querySelectorAll<HTMLElement>('[style*="color"]')) {
    const name = names[placeOfColor(one.style.color)]
    if (name === undefined) continue
    one.style.color = ''
    one.dataset.symbol = name
  }
}
