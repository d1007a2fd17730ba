/** Networks a teacher can push, and a network in one line. */

import { getLessonCards, getNetworks } from '../../api/classes'
import { ask } from '../../api/client'
import type { Text } from '../../i18n'
import type { NetDocument } from '../../model/document'
import { asDocument } from '../../model/read'
import { useCatalog } from '../../state/catalog'

export interface Source {
  readonly key: string
  readonly group: 'own' | 'saved' | 'starters' | 'lessons'
  readonly name: string | Text
  readonly open: () => Promise<NetDocument | null>
}

/** The network of the teacher's own workspace, saved ones, starting ones, those of lessons. */
export async function sources(): Promise<Source[]> {
  const catalog = useCatalog.getState().catalog ?? (await useCatalog.getState().load())
  const [saved, lessons] = await Promise.all([getNetworks(), getLessonCards()])
  const own = ownNetwork()
  return [
    ...(own ? [{ key: 'own', group: 'own', name: own.name, open: given(own) } as const] : []),
    ...saved.map(
      ({ id, name, document }) =>
        ({ key: `saved ${id}`, group: 'saved', name, open: given(document) }) as const,
    ),
    ...catalog.starters.map(
      ({ name, title, document }) =>
        ({
          key: `starter ${name}`,
          group: 'starters',
          name: title,
          open: given(document),
        }) as const,
    ),
    ...lessons.map(
      ({ slug, title }) =>
        ({
          key: `lesson ${slug}`,
          group: 'lessons',
          name: title,
          open: () => startOf(slug),
        }) as const,
    ),
  ]
}

const given = (document: NetDocument) => () => Promise.resolve(document)

function ownNetwork(): NetDocument | null {
  try {
    const kept = localStorage.getItem('netzwerkstatt.document')
    return kept === null ? null : asDocument(JSON.parse(kept))
  } catch {
    return null
  }
}

interface Tree {
  readonly steps: readonly {
    readonly blocks: readonly { readonly directive: string; readonly document?: unknown }[]
  }[]
}

/** The first network of a lesson; null where it has none. */
async function startOf(slug: string): Promise<NetDocument | null> {
  const tree = await ask<Tree>(`/lessons/${slug}`)
  const blocks = tree.steps.flatMap((step) => step.blocks)
  const network = blocks.find((block) => block.directive === 'network')
  return network ? asDocument(network.document) : null
}
