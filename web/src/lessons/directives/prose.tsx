import type { ProseBlock } from '../../api/lessons'
import { Words } from '../Words'

/** Words that stand directly in a step. */
export default function Prose({ block }: { block: ProseBlock }) {
  return (
    <div className="prose">
      <Words passage={block.words} />
    </div>
  )
}
