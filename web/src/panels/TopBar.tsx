import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import { useSay, useT } from '../i18n'
import { rename } from '../model/edits'
import type { FixEdit } from '../model/problems'
import { fix } from '../state/actions'
import { useCatalog, useDatasetKind } from '../state/catalog'
import { useDocument, useGraph } from '../state/graph'
import { useUi, type Mode, type Theme } from '../state/ui'
import { Logo } from '../ui/Logo'
import { Menu } from '../ui/Menu'
import { Tabs } from '../ui/Tabs'
import { RunBar } from '../views/RunBar'
import { ClassEntry } from './ClassEntry'
import { CodeButton } from './CodeButton'
import { Held } from './Frozen'
import { Languages } from './Languages'
import { LearnerTools } from './LearnerTools'
import { OpenMenu } from './OpenMenu'
import { share } from './sharing'

/** Name, run bar, opening and sharing, language and appearance; a lesson puts its title in. */
export function TopBar({ title }: { title?: ReactNode }) {
  const t = useT()
  return (
    <header className="top-bar">
      <div className="top-name">
        <Logo />
        <strong className="wordmark">Netzwerkstatt</strong>
        {title ?? (
          <Held>
            <NetworkName />
          </Held>
        )}
      </div>
      <Held>
        <RunBar onFix={(mend) => fix((mend?.edits ?? []) as unknown as FixEdit[])} />
      </Held>
      <div className="top-actions">
        <Link href="/lessons" className="button pill">
          {t('lessons.lessons')}
        </Link>
        {title === undefined && (
          <>
            <Held>
              <OpenMenu />
            </Held>
            <CodeButton />
            <button type="button" className="button pill" onClick={() => void share()}>
              {t('app.share')}
            </button>
          </>
        )}
        <LearnerTools />
        <Languages />
        <MoreMenu />
      </div>
    </header>
  )
}

function NetworkName() {
  const t = useT()
  const say = useSay()
  const document = useDocument()
  const dataset = useDatasetKind(document?.data?.dataset)
  const starters = useCatalog((state) => state.catalog?.starters)
  // A starter's name speaks the page's language; what somebody typed stays as typed.
  const [typed, setTyped] = useState<string | null>(null)
  const name = document?.name ?? ''
  const starter = starters?.find((other) => other.document.name === name)
  return (
    <>
      <input
        className="network-name"
        aria-label={t('app.name')}
        placeholder={t('app.unnamed')}
        value={starter && name !== typed ? say(starter.title) : name}
        onChange={(event) => {
          setTyped(event.target.value)
          useGraph.getState().apply((present) => rename(present, event.target.value), 'name')
        }}
        onBlur={() => useGraph.getState().settle()}
      />
      <span className="dataset-name soft">{dataset && say(dataset.label)}</span>
    </>
  )
}

const THEMES: readonly Theme[] = ['system', 'light', 'dark']
const MODES: readonly Mode[] = ['beginner', 'advanced']

function MoreMenu() {
  const t = useT()
  const { theme, mode, setTheme, setMode, showKeys } = useUi()
  return (
    <Menu label="⋯" name={t('app.more')}>
      {(close) => (
        <>
          <h2>{t('app.theme')}</h2>
          <Tabs
            label={t('app.theme')}
            names={THEMES}
            chosen={theme}
            text={(name) => t(`app.${name}`)}
            onChoose={setTheme}
          />
          <h2>{t('app.mode')}</h2>
          <Tabs
            label={t('app.mode')}
            names={MODES}
            chosen={mode}
            text={(name) => t(`app.${name}`)}
            onChoose={setMode}
          />
          <button
            type="button"
            className="menu-entry"
            onClick={() => {
              close()
              showKeys(true)
            }}
          >
            {t('app.keys')} <kbd>?</kbd>
          </button>
          <ClassEntry />
        </>
      )}
    </Menu>
  )
}
