import '@fontsource-variable/inter'
import '@fontsource-variable/jetbrains-mono'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/workspace.css'
import './styles/page.css'
import './styles/class.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App'
import { startAttending } from './attend'
import { startTexts } from './i18n'
import { followTheme } from './live/colors'
import { connect } from './live/connection'
import { useCatalog } from './state/catalog'
import { useSession } from './state/session'
import { startUi } from './state/ui'

// Asked before anything else: who is nobody here gets no socket, and is led to the door.
void useSession
  .getState()
  .load()
  .then(({ role }) => {
    if (role !== 'anonymous') connect()
  })
// The browser has begun to fetch it with the page, whichever page it is.
void useCatalog.getState().load()
await startTexts()
startUi()
followTheme()
startAttending()
const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
