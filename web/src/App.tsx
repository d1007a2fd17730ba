import { lazy, Suspense } from 'react'
import { Route, Switch } from 'wouter'
import { Workspace } from './Workspace'

const Classroom = lazy(() => import('./classroom/Classroom'))

const CLASSROOM = /^\/(join|welcome|sign-in|teach)(\/|$)/

/** Which page an address shows; everything but the workspace comes when it is asked for. */
export function App() {
  return (
    <Suspense fallback={null}>
      <Switch>
        <Route path={CLASSROOM}>
          <Classroom />
        </Route>
        <Route>
          <Workspace />
        </Route>
      </Switch>
    </Suspense>
  )
}
