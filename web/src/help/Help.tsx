import { Route, Switch } from 'wouter'
import '../lessons/map.css'
import { Messages } from '../panels/Messages'
import './help.css'
import { KindPage } from './KindPage'
import { OverviewPage } from './OverviewPage'

/** The help: everything there is, and a page for each kind. */
export default function Help() {
  return (
    <>
      <Switch>
        <Route path="/help/:category/:kind">
          {({ category, kind }) => (
            <KindPage key={`${category}/${kind}`} category={category} name={kind} />
          )}
        </Route>
        <Route>
          <OverviewPage />
        </Route>
      </Switch>
      <Messages />
    </>
  )
}
