/** What the outputs of a layer are called: classes and columns by name, units by number. */

import { useT } from '../../../i18n'
import { useFacts, type NodeFacts } from '../../../live/facts'
import { featureName } from '../../../ui/pretty'

export function useUnitNames(node: NodeFacts, count: number): (n: number) => string {
  const t = useT()
  const data = useFacts((facts) => facts.data)
  const classes = node.answersData ? data?.classes : node.answersInput ? data?.features : undefined
  // One number for two classes says how likely the second one is.
  const known = node.columns ?? (count === 1 && classes?.length === 2 ? classes.slice(1) : classes)
  return (n) => {
    const name = known?.[n]
    return name === undefined ? t('insideUnits.unit', { n: n + 1 }) : featureName(name)
  }
}
