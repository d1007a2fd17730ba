import { Redirect, Route, Switch } from 'wouter'
import { Messages } from '../panels/Messages'
import { JoinPage } from './JoinPage'
import { SignInPage } from './SignInPage'
import { WelcomePage } from './WelcomePage'
import './classroom.css'

/** The pages of a class: the doors into it, and the teacher's side. */
export default function Classroom() {
  return (
    <>
      <Switch>
        <Route path="/join/:code?">{({ code }) => <JoinPage code={code ?? ''} />}</Route>
        <Route path="/sign-in" component={SignInPage} />
        <Route path="/welcome" component={WelcomePage} />
        <Redirect to="/join" />
      </Switch>
      <Messages />
    </>
  )
}
