import { useState } from 'react'
import { Refused } from '../api/client'
import { getPacked, getProgram, type Program } from '../api/code'
import { useLanguage, useSay, useT } from '../i18n'
import { meaning } from '../live/agreement'
import { useRun } from '../live/run'
import type { NetDocument } from '../model/document'
import type { Problem } from '../model/problems'
import { focusNode } from '../state/actions'
import { useAsked } from '../state/asked'
import { useCanvas } from '../state/canvas'
import { useCatalog } from '../state/catalog'
import { useMeddle } from '../state/meddle'
import { Code } from '../ui/Code'
import { Modal } from '../ui/Modal'
import { whole } from '../ui/numbers'
import { Tabs } from '../ui/Tabs'
import './code.css'
import { saveAs } from './sharing'

interface CodeDialogProps {
  readonly network: NetDocument
  readonly close: () => void
}

/** The network as a program in one of several libraries, to read, to copy and to take along. */
export function CodeDialog({ network, close }: CodeDialogProps) {
  const t = useT()
  const language = useLanguage()
  const targets = useCatalog((state) => state.catalog?.targets) ?? []
  const [target, setTarget] = useState(targets[0]?.name ?? '')
  const [said, setSaid] = useState('')
  const meddled = useMeddle(({ list }) => list.length)
  const { value, refused } = useAsked(target, () => getProgram(network, target, 'source', language))
  return (
    <Modal title={t('code.title')} className="code-dialog" onClose={close}>
      <Tabs
        label={t('code.libraries')}
        names={targets.map(({ name }) => name)}
        chosen={target}
        text={(name) => targets.find((one) => one.name === name)?.label ?? name}
        onChoose={(name) => {
          setTarget(name)
          setSaid('')
        }}
      />
      <div role="tabpanel" className="code-panel" aria-label={t('code.program')}>
        {value && <Code text={value.text} label={t('code.program')} />}
        {refused && <NotWritten problems={refused.problems} close={close} />}
        {!value && !refused && <p className="soft">{t('code.writing')}</p>}
      </div>
      {meddled > 0 && <p className="code-reads">{t('interventions.notInCode', { n: meddled })}</p>}
      {value && <Take network={network} target={target} program={value} tell={setSaid} />}
      <p role="status" className="code-said">
        {said}
      </p>
    </Modal>
  )
}

/** What stands in the way, each thing with the way to its place. */
function NotWritten({ problems, close }: { problems: readonly Problem[]; close: () => void }) {
  const t = useT()
  const say = useSay()
  const show = (node: string) => {
    close()
    useCanvas.getState().show([node])
    // The dialog gives the focus back to its button first.
    requestAnimationFrame(() => focusNode(node))
  }
  return (
    <div role="alert">
      <p className="soft">{t('code.refused')}</p>
      {problems.map(({ message, node }) => (
        <div key={message.en} className="problem-text">
          <p>{say(message)}</p>
          {node !== null && (
            <button type="button" className="link" onClick={() => show(node)}>
              {t('code.show', { node })}
            </button>
          )}
        </div>
      ))}
    </div>
  )
}

interface TakeProps {
  readonly network: NetDocument
  readonly target: string
  readonly program: Program
  readonly tell: (text: string) => void
}

/** What the program needs, and the ways to take it along. */
function Take({ network, target, program, tell }: TakeProps) {
  const t = useT()
  const say = useSay()
  const language = useLanguage()
  const [busy, setBusy] = useState(false)
  const run = useRun((state) => state.run)
  const trained = useHasWeights(network)
  const step = useRun((state) => state.status?.step ?? 0)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(program.text)
      tell(t('code.copied'))
    } catch {
      tell(t('code.notCopied'))
    }
  }
  const save = (file: File) => {
    saveAs(file)
    tell(t('code.saved', { file: file.name }))
  }
  const fetched = async (make: () => Promise<File>) => {
    if (busy) return // the buttons stay enabled, or the focus would be lost
    setBusy(true)
    try {
      save(await make())
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const problem = error.problems[0]
      if (problem) tell(say(problem.message))
    }
    setBusy(false)
  }
  const notebook = async () => {
    const { file, text } = await getProgram(network, target, 'notebook', language)
    return new File([text], file)
  }
  const packed = () => {
    tell(t('code.packing'))
    return getPacked(run ?? '', network, target, language)
  }
  return (
    <>
      <p className="code-needs">
        {t('code.needs')} <code className="mono">pip install {program.packages.join(' ')}</code>
      </p>
      {program.reads !== null && (
        <p className="code-reads">{t('code.reads', { file: program.reads })}</p>
      )}
      <footer>
        <button type="button" className="button primary" onClick={() => void copy()}>
          {t('code.copy')}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => save(new File([program.text], program.file))}
        >
          {t('code.source')}
        </button>
        <button type="button" className="button" onClick={() => void fetched(notebook)}>
          {t('code.notebook')}
        </button>
        {trained && (
          <button type="button" className="button" onClick={() => void fetched(packed)}>
            {t('code.packed')}
          </button>
        )}
      </footer>
      <p className="code-weights soft">
        {trained ? t('code.weights', { step: whole(step) }) : t('code.noWeights')}
      </p>
    </>
  )
}

/** Whether the run is one of this very network and holds weights. */
function useHasWeights(network: NetDocument): boolean {
  return useRun(({ run, document, status }) => {
    if (run === null || document === null || status === null || !network.data) return false
    if (status.state === 'lost' || status.state === 'failed') return false
    return meaning(document) === meaning(network)
  })
}
