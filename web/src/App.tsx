import { lazy, Suspense, type ReactNode } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { useSession } from './state/session'
import { Loading, Workspace } from './Workspace'

const Classroom = lazy(() => import('./classroom/Classroom'))
const Lessons = lazy(() => import('./lessons/Lessons'))
const Help = lazy(() => import('./help/Help'))

const LESSONS = /^\/(lessons|glossary)(\/|$)/
const HELP = /^\/help(\/|$)/
const CLASSROOM = /^\/(join|welcome|sign-in|teach)(\/|$)/

/** Which page an address shows; everything but the workspace comes when it is asked for. */
export function App() {
  return (
    <Suspense fallback={null}>
      <Switch>
        <Route path={LESSONS}>
          <Admitted>
            <Lessons />
          </Admitted>
        </Route>
        <Route path={HELP}>
          <Admitted>
            <Help />
          </Admitted>
        </Route>
        <Route path={CLASSROOM}>
          <Classroom />
        </Route>
        <Route>
          <Admitted>
            <Workspace />
          </Admitted>
        </Route>
      </Switch>
    </Suspense>
  )
}

/** Once the server has said who this is; where there are classes, nobody works without a name. */
function Admitted({ children }: { children: ReactNode }) {
  const role = useSession((state) => state.session?.role)
  if (role === undefined) return <Loading />
  return role === 'anonymous' ? <Redirect to="/join" /> : children
}
