/** Going in and out of a class. Whole loads: socket, run and memory begin anew for another person. */

import { signOut, type Session } from '../api/people'
import { forgetWorkspace } from '../state/session'

const NOTE = 'netzwerkstatt.signedOut'

/** Where somebody works who has just come in. */
export function homeOf({ role, class: course }: Pick<Session, 'role' | 'class'>): string {
  if (role === 'teacher') return '/teach'
  return course && course.lessons.length > 0 ? '/lessons' : '/'
}

export function enter(session: Session): void {
  forgetWorkspace()
  location.assign(homeOf(session))
}

export async function leave(): Promise<void> {
  await signOut()
  forgetWorkspace()
  location.assign('/')
}

/** The server has ended the session: the door says so. */
export function thrownOut(): void {
  forgetWorkspace()
  sessionStorage.setItem(NOTE, 'yes')
  location.assign('/join')
}

/** Whether this page was reached by being signed out; told once. */
export function wasThrownOut(): boolean {
  const was = sessionStorage.getItem(NOTE) !== null
  sessionStorage.removeItem(NOTE)
  return was
}
