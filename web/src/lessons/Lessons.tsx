import { Route, Switch } from 'wouter'
import { Messages } from '../panels/Messages'
import { GlossaryPage } from './GlossaryPage'
import { MapPage } from './MapPage'
import { Reader } from './Reader'
import './blocks.css'
import './lessons.css'
import './map.css'

/** The guided pages: the map, a lesson step by step, the glossary. */
export default function Lessons() {
  return (
    <Switch>
      <Route path="/lessons/:slug/:step?">
        {({ slug, step }) => <Reader key={slug} slug={slug} asked={step ?? ''} />}
      </Route>
      <Route path="/lessons">
        <MapPage />
        <Messages />
      </Route>
      <Route path="/glossary">
        <GlossaryPage />
        <Messages />
      </Route>
    </Switch>
  )
}
