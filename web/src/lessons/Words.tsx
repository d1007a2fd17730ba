import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Passage, TextNode } from '../api/lessons'
import { useLanguage } from '../i18n'
import { TermWord } from './directives/term'
import { Tex } from '../ui/Tex'

/** A text of a lesson in the page's language: nodes of ours, never HTML of a file. */
export function Words({ passage }: { passage: Passage }) {
  return <Nodes nodes={passage[useLanguage()]} />
}

export function Nodes({ nodes }: { nodes: readonly TextNode[] | null | undefined }) {
  return nodes?.map((node, place) => {
    const [tail, rest] = [tailOf(node, nodes[place + 1]), tailOf(nodes[place - 1], node).length]
    const shown = rest > 0 ? { ...node, text: node.text?.slice(rest) } : node
    if (tail === '') return <One key={place} node={shown} />
    return (
      <span key={place} className="glued">
        <One node={shown} />
        {tail}
      </span>
    )
  })
}

/** Longer formulas may break, so nothing holds on to them. */
const LONGEST_HELD = 24

/** The punctuation behind a term or a formula: browsers would let it begin the next line. */
function tailOf(node: TextNode | undefined, next: TextNode | undefined): string {
  const box = node?.type === 'term' || (node?.type === 'math' && short(node.text))
  return (box && next?.type === 'text' && /^[.,:;!?)\]”“’…-]+/.exec(next.text ?? '')?.[0]) || ''
}

function short(tex: string | null | undefined): boolean {
  return (tex?.length ?? 0) <= LONGEST_HELD
}

function One({ node }: { node: TextNode }): ReactNode {
  const inner = node.children ? <Nodes nodes={node.children} /> : node.text
  switch (node.type) {
    case 'paragraph':
      return <p>{inner}</p>
    case 'list':
      return node.ordered ? <ol>{inner}</ol> : <ul>{inner}</ul>
    case 'item':
      return <li>{inner}</li>
    case 'quote':
      return <blockquote>{inner}</blockquote>
    case 'strong':
      return <strong>{inner}</strong>
    case 'em':
      return <em>{inner}</em>
    case 'code':
      return <code>{inner}</code>
    case 'math':
      return <Tex tex={node.text ?? ''} />
    case 'break':
      return <br />
    case 'term':
      return <TermWord id={node.term ?? ''}>{inner}</TermWord>
    case 'link':
      return <Elsewhere href={node.href ?? ''}>{inner}</Elsewhere>
    default:
      return inner
  }
}

/** Pages of ours open here, pages of others in a tab of their own; anything else is no link. */
function Elsewhere({ href, children }: { href: string; children: ReactNode }) {
  if (href.startsWith('/') && !href.startsWith('//')) return <Link href={href}>{children}</Link>
  if (!/^https?:\/\//.test(href)) return children
  return (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  )
}
