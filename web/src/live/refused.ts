/** Why a question is not answered, written behind whatever asks it: one place for all views. */

import { say } from '../i18n'
import type { Problem } from '../wire/messages.gen'

const notes = new WeakMap<Element, HTMLElement>()

/**
 * Writes the reason behind `element`, or takes it away. The pictures and the words of waiting in it
 * are hidden meanwhile (`controls.css`): they would be of another question.
 */
export function showRefusal(element: Element | null, problem: Problem | null): void {
  if (!element) return
  const there = notes.get(element)
  element.toggleAttribute('data-refused', problem !== null)
  if (!problem) {
    there?.remove()
    notes.delete(element)
    return
  }
  const note = there ?? document.createElement('p')
  note.className = 'refused'
  note.setAttribute('role', 'status')
  if (note.textContent !== say(problem.message)) note.textContent = say(problem.message)
  if (note.previousElementSibling !== element) element.after(note)
  notes.set(element, note)
}
