import { Fragment } from 'react'

/** A name that may go on in the next line where a new word begins: GlobalAverage|Pooling2D. */
export function Breakable({ name }: { name: string }) {
  return name.split(/(?<=[a-z])(?=[A-Z])/).map((word, n) => (
    <Fragment key={n}>
      {n > 0 && <wbr />}
      {word}
    </Fragment>
  ))
}
