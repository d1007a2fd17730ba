import { useRef, useState } from 'react'
import type { TakenOver } from '../api/code'
import { useSay, useT } from '../i18n'
import { openDocument } from '../state/actions'
import { useCatalog } from '../state/catalog'
import { Menu } from '../ui/Menu'
import { loadFile, saveFile } from './sharing'
import { TakeOverDialog } from './TakeOverDialog'

/** Starting networks, and files to and from this machine. */
export function OpenMenu() {
  const t = useT()
  const say = useSay()
  const starters = useCatalog((state) => state.catalog?.starters) ?? []
  const file = useRef<HTMLInputElement>(null)
  const [found, setFound] = useState<TakenOver | null>(null)
  return (
    <>
      <Menu label={t('app.open')} name={t('app.open')}>
        {(close) => (
          <>
            <h2>{t('app.starters')}</h2>
            {starters.map((starter) => (
              <button
                key={starter.name}
                type="button"
                className="menu-entry"
                onClick={() => {
                  close()
                  openDocument(starter.document)
                }}
              >
                <b>{say(starter.title)}</b>
                <small>{say(starter.summary)}</small>
              </button>
            ))}
            <h2>{t('app.file')}</h2>
            <button
              type="button"
              className="menu-entry"
              onClick={() => {
                close()
                file.current?.click()
              }}
            >
              <b>{t('app.load')}</b>
              <small>{t('app.loadHelp')}</small>
            </button>
            <button
              type="button"
              className="menu-entry"
              onClick={() => {
                close()
                saveFile()
              }}
            >
              {t('app.save')}
            </button>
          </>
        )}
      </Menu>
      <input
        ref={file}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={t('app.load')}
        onChange={(event) => {
          const chosen = event.target.files?.[0]
          if (chosen) void loadFile(chosen).then(setFound)
          event.target.value = ''
        }}
      />
      {found && <TakeOverDialog found={found} close={() => setFound(null)} />}
    </>
  )
}
