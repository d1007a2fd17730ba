/** Going into a class. Whole loads: socket, run and memory begin anew for another person. */

import type { Session } from '../api/people'
import { forgetWorkspace } from '../state/session'

/** Where somebody works who has just come in. */
export function homeOf({ role, class: course }: Pick<Session, 'role' | 'class'>): string {
  if (role === 'teacher') return '/teach'
  return course && course.lessons.length > 0 ? '/lessons' : '/'
}

export function enter(session: Session): void {
  forgetWorkspace()
  location.assign(homeOf(session))
}
