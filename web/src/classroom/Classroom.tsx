import { useEffect, type ReactNode } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { Messages } from '../panels/Messages'
import { useSession } from '../state/session'
import { JoinPage } from './JoinPage'
import { SignInPage } from './SignInPage'
import { TeachPage } from './teach/TeachPage'
import { WallPage } from './wall/WallPage'
import { WatchPage } from './wall/WatchPage'
import { WelcomePage } from './WelcomePage'
import './classroom.css'
import './frame.css'

/** The pages of a class: the doors into it, and the teacher's side. */
export default function Classroom() {
  return (
    <>
      <Switch>
        <Route path="/join/:code?">{({ code }) => <JoinPage code={code ?? ''} />}</Route>
        <Route path="/sign-in" component={SignInPage} />
        <Route path="/welcome" component={WelcomePage} />
        <Route path="/teach">
          <Taught>
            <TeachPage />
          </Taught>
        </Route>
        <Route path="/teach/:course">
          {({ course }) => (
            <Taught>
              <WallPage course={course} />
            </Taught>
          )}
        </Route>
        <Route path="/teach/:course/:person">
          {({ course, person }) => (
            <Taught>
              <WatchPage key={person} course={course} person={person} />
            </Taught>
          )}
        </Route>
        <Redirect to="/join" />
      </Switch>
      <Messages />
    </>
  )
}

/** Shown to teachers; anybody else is led to the door. */
function Taught({ children }: { children: ReactNode }) {
  const session = useSession((state) => state.session)
  useEffect(() => {
    void useSession.getState().load()
  }, [])
  if (!session) return null
  return session.role === 'teacher' ? children : <Redirect to="/sign-in" />
}
