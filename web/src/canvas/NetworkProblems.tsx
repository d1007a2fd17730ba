import { Panel } from '@xyflow/react'
import { nodeOf } from '../model/document'
import { useDocument, useProblems } from '../state/graph'
import { ProblemCard } from './ProblemCard'

const MOST = 3

/** Problems of the network as a whole, or of a place that is not drawn. */
export function NetworkProblems() {
  const network = useDocument()
  const problems = useProblems().filter(
    ({ node, edge }) => !edge && (node === null || !network || !nodeOf(network, node)),
  )
  if (problems.length === 0) return null
  return (
    <Panel position="bottom-center">
      <ProblemCard problems={problems.slice(0, MOST)} />
    </Panel>
  )
}
