import type { NetworkBlock } from '../../api/lessons'
import { useT } from '../../i18n'
import { useDocument } from '../../state/graph'
import { useUi } from '../../state/ui'
import { sameNetwork } from '../lesson'
import { useReading } from '../reading'

/** The network stands beside the text; here is the way back to how the lesson gave it. */
export default function Network({ block }: { block: NetworkBlock }) {
  const t = useT()
  const { startAgain } = useReading()
  const present = useDocument()
  if (!present || sameNetwork(present, block.document)) return null
  return (
    <p className="lesson-again">
      <span>{t('lessons.kept')}</span>
      <button
        type="button"
        className="link"
        onClick={() => {
          startAgain()
          useUi.getState().say(t('lessons.againDone'))
        }}
      >
        {t('lessons.again')}
      </button>
    </p>
  )
}
