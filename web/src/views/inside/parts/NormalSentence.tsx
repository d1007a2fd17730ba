/** The calculation of one normalized number, with its numbers; whoever reads the answer fills it. */

interface SentenceProps {
  /** Divides by the root of the mean square instead. */
  readonly rms: boolean
  readonly scaled: boolean
  readonly centered: boolean
}

export function Sentence({ rms, scaled, centered }: SentenceProps) {
  return (
    <p className="norms-sentence mono">
      {!rms && '('}
      <Value name="x" />
      {!rms && (
        <>
          {' − '}
          <Value name="mean" />
          {')'}
        </>
      )}
      {' / √('}
      <Value name="variance" symbol={rms ? 'square' : 'variance'} />
      {' + '}
      <Value name="epsilon" />
      {')'}
      {scaled && (
        <>
          {' · '}
          <Value name="gamma" />
        </>
      )}
      {centered && (
        <>
          {' + '}
          <Value name="beta" />
        </>
      )}
      {' = '}
      <b>
        <Value name="y" />
      </b>
    </p>
  )
}

function Value({ name, symbol = name }: { name: string; symbol?: string }) {
  return (
    <span data-value={name} data-symbol={symbol}>
      …
    </span>
  )
}
