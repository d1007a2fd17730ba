import { memo } from 'react'
import { pieces } from '../model/python'
import './code.css'

interface CodeProps {
  readonly text: string
  readonly label?: string
}

/** Python as it is read: words of the language, texts and comments each look like themselves. */
export const Code = memo(function Code({ text, label }: CodeProps) {
  return (
    <pre className="code mono" tabIndex={0} aria-label={label}>
      <code>
        {pieces(text).map(({ look, text }, place) =>
          look === 'plain' ? (
            text
          ) : (
            <span key={place} className={`code-${look}`}>
              {text}
            </span>
          ),
        )}
      </code>
    </pre>
  )
})
