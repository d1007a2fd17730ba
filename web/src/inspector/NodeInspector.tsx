import { lazy, Suspense, useState } from 'react'
import { useSay, useT } from '../i18n'
import { useNodeFacts } from '../live/facts'
import type { Picked } from '../live/sample'
import { shapeText, type LayerKind } from '../model/catalog'
import type { NetNode } from '../model/document'
import { into } from '../model/document'
import { setField } from '../model/edits'
import { Locked } from '../panels/Locked'
import { useLayerKind } from '../state/catalog'
import { at, useDocument, useGraph, useProblems } from '../state/graph'
import { useUi } from '../state/ui'
import { Code } from '../ui/Code'
import { HelpLink } from '../ui/HelpLink'
import { Tabs } from '../ui/Tabs'
import { Arriving } from '../views/meddle/Arriving'
import { UnitChoice } from '../views/meddle/UnitChoice'
import { UnitPanel } from '../views/UnitPanel'
import { titleOf } from '../views/working'
import { Fields } from './Fields'
import { OutputFields } from './OutputFields'
import { Parameters } from './Parameters'
import { Picture } from './Picture'
import { Problems } from './Problems'
import { SelectionButtons } from './SelectionButtons'
import { Sharing } from './Sharing'

// KaTeX is a third of the page's code, and only this tab needs it.
const Formula = lazy(async () => ({ default: (await import('../ui/Formula')).Formula }))

const VIEWS = ['words', 'picture', 'formula', 'code'] as const
type View = (typeof VIEWS)[number]

interface NodeInspectorProps {
  readonly node: NetNode
  /** One of its units, when one is pinned. */
  readonly pick: Picked | null
}

/** The selected layer: four views of it, its settings, its count of parameters. */
export function NodeInspector({ node, pick }: NodeInspectorProps) {
  const t = useT()
  const say = useSay()
  const kind = useLayerKind(node.kind)
  const checked = useGraph((state) => state.checked)
  const problems = at(useProblems(), { node: node.id })
  if (!kind) {
    return (
      <>
        <Problems problems={problems} />
        <p>{t('inspector.unknownKind', { kind: node.kind })}</p>
      </>
    )
  }
  const check = checked?.nodes[node.id]
  return (
    <>
      <Heading node={node} kind={kind} pick={pick} />
      <p className="soft">
        {say(kind.summary)} <HelpLink category="layers" kind={kind.name} title={say(kind.label)} />
      </p>
      {pick && <UnitPanel key={pick.index.join()} pick={pick} />}
      <FourViews node={node} kind={kind} />
      <Problems problems={problems.filter(({ field }) => !field || field === 'shares')} />
      <Locked part="units">
        <Fields
          key={node.id}
          fields={node.shares === undefined ? kind.fields : []}
          config={node.config}
          problems={problems}
          onChange={(field, value) =>
            useGraph
              .getState()
              .apply(
                (document) => setField(document, node.id, field.name, value, field.default),
                field.structural ? undefined : `${node.id}.${field.name}`,
              )
          }
        />
        <Sharing node={node} holds={(check?.params ?? 0) > 0} />
      </Locked>
      <Locked part="training" quiet>
        <OutputFields node={node} />
      </Locked>
      <dl className="facts">
        <dt>{t('inspector.shape')}</dt>
        <dd className="mono">
          {check?.shape ? shapeText(check.shape) : t('inspector.shapeUnknown')}
        </dd>
        <dt>{t('inspector.id')}</dt>
        <dd className="mono">{node.id}</dd>
      </dl>
      {check && checked.document && node.shares === undefined && (
        <Parameters check={check} total={checked.params} />
      )}
      {!pick && <UnitChoice key={node.id} node={node.id} />}
      <Arriving node={node.id} />
      <SelectionButtons />
    </>
  )
}

function Heading({ node, kind, pick }: NodeInspectorProps & { kind: LayerKind }) {
  const t = useT()
  const say = useSay()
  const facts = useNodeFacts(node.id)
  return <h2>{pick && facts ? titleOf(t, facts, pick.index) : say(kind.label)}</h2>
}

/** Words, picture, formula, code: four ways to say the same layer. */
function FourViews({ node, kind }: { node: NetNode; kind: LayerKind }) {
  const t = useT()
  const [view, setView] = useState<View>('words')
  return (
    <div className="four-views">
      <Tabs
        label={t('inspector.views')}
        names={VIEWS}
        chosen={view}
        text={(name) => t(`inspector.${name}`)}
        onChoose={setView}
      />
      <div role="tabpanel" aria-label={t(`inspector.${view}`)}>
        <ViewOf view={view} node={node} kind={kind} />
      </div>
    </div>
  )
}

function ViewOf({ view, node, kind }: { view: View; node: NetNode; kind: LayerKind }) {
  const t = useT()
  const say = useSay()
  const document = useDocument()
  const nodes = useGraph((state) => state.checked?.nodes)
  const advanced = useUi((state) => state.mode === 'advanced')
  if (view === 'words') return <p className="help">{say(kind.help)}</p>
  if (view === 'formula') {
    return (
      <Suspense fallback={null}>
        <Formula tex={kind.formula} />
      </Suspense>
    )
  }
  if (view === 'code') {
    return (
      <>
        <Code text={kind.code} label={t('inspector.code')} />
        {advanced && <p className="soft">{t('inspector.codeNote')}</p>}
      </>
    )
  }
  const shapes = document
    ? into(document, node.id).map(([from]) => nodes?.[from]?.shape ?? null)
    : []
  return <Picture inputs={shapes} output={nodes?.[node.id]?.shape ?? null} glyph={kind.glyph} />
}
