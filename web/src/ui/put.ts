/** Texts and signs that change while the page is watched, written where they differ. */

/** Writes only what differs, and into the text that is there: a new one costs its layout twice. */
export function put(element: Element | null | undefined, text: string): void {
  if (!element || element.textContent === text) return
  const { firstChild, lastChild } = element
  if (firstChild instanceof Text && firstChild === lastChild) firstChild.data = text
  else element.textContent = text
}

/** Says whether a number is negative where it changed; style sheets color it. */
export function putSign(element: HTMLElement, value: number): void {
  const sign = value < 0 ? 'negative' : 'positive'
  if (element.dataset.sign !== sign) element.dataset.sign = sign
}
