import type { ReactNode } from 'react'
import { useT } from '../i18n'
import { useUi, type Theme } from '../state/ui'
import { Menu } from '../ui/Menu'
import { Tabs } from '../ui/Tabs'
import { ClassEntry } from './ClassEntry'
import { Languages } from './Languages'
import { LearnerTools } from './LearnerTools'

const THEMES: readonly Theme[] = ['system', 'light', 'dark']

interface PersonToolsProps {
  /** Further entries of the menu. */
  readonly children?: (close: () => void) => ReactNode
}

/** At the end of every bar: who somebody is, their hand, language, appearance, and the way out. */
export function PersonTools({ children }: PersonToolsProps) {
  const t = useT()
  const { theme, setTheme } = useUi()
  return (
    <>
      <LearnerTools />
      <Languages />
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
            {children?.(close)}
            <ClassEntry />
          </>
        )}
      </Menu>
    </>
  )
}
