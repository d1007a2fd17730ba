/** What the channels of a picture are called: those of a color picture are its colors. */

import { useT } from '../../../i18n'
import { nodesOf, useFacts, type NodeFacts } from '../../../live/facts'
import { useRun } from '../../../live/run'

const COLORS = ['red', 'green', 'blue'] as const

/**
 * Names a channel of what comes into `node` by its number from 1 on, and by its color too where
 * the pictures of the data come in as they are.
 */
export function useChannelName(node: NodeFacts, channels: number): (number: string) => string {
  const t = useT()
  const pictures = useFacts(({ sampleType }) => sampleType === 'image')
  const source = useRun(({ document }) => document && nodesOf(document).get(node.sources[0] ?? ''))
  const colored = pictures && source?.kind === 'input' && channels === COLORS.length
  return (number) => {
    const color = colored ? COLORS[Number(number) - 1] : undefined
    return color ? `${number} (${t(`insideInput.${color}`)})` : number
  }
}
