import type { Glyph as GlyphName } from '../model/catalog'

/** The form of a family: a column of units, stacked sheets, shrinking sheets, a knot, ... */
export function Glyph({ name, size = 24 }: { name: GlyphName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {forms[name]}
    </svg>
  )
}

const forms: Record<GlyphName, React.ReactNode> = {
  input: (
    <>
      <path d="M3 12h11M10 8l4 4-4 4" />
      <path d="M18 5v14" />
    </>
  ),
  column: (
    <>
      <circle cx="12" cy="5" r="2.6" />
      <circle cx="12" cy="12" r="2.6" />
      <circle cx="12" cy="19" r="2.6" />
    </>
  ),
  sheets: (
    <>
      <path d="M9 8V4h11v11h-4" />
      <path d="M6 11V7.5h10.5V18H13" />
      <rect x="3" y="11" width="10" height="10" rx="1" />
    </>
  ),
  shrink: (
    <>
      <rect x="3" y="3" width="18" height="18" rx="1.5" />
      <rect x="11" y="11" width="10" height="10" rx="1" />
    </>
  ),
  list: (
    <>
      <rect x="2.5" y="7.5" width="8" height="9" rx="1" />
      <path d="M2.5 12h8M6.5 7.5v9M13 12h6M16.5 9.5 19 12l-2.5 2.5M22 4v16" />
    </>
  ),
  curve: <path d="M3 18h7c2 0 2-1 4-5s3-7 7-7" />,
  rest: (
    <>
      <circle cx="12" cy="5" r="2.6" />
      <circle cx="12" cy="12" r="2.6" strokeDasharray="2 2.2" />
      <circle cx="12" cy="19" r="2.6" />
    </>
  ),
  bell: <path d="M2 19c6 0 5-14 10-14s4 14 10 14" />,
  knot: (
    <>
      <circle cx="12" cy="12" r="7" />
      <path d="M12 8.5v7M8.5 12h7" />
    </>
  ),
  loop: (
    <>
      <circle cx="12" cy="15" r="5" />
      <path d="M7.5 12C5 4 19 4 16.5 12M18.6 9.4 16.5 12l-2.8-1.7" />
    </>
  ),
  words: (
    <>
      <rect x="2.5" y="4" width="5" height="16" rx="1" />
      <path d="M11 7h10M11 12h10M11 17h10" />
    </>
  ),
  gaze: (
    <>
      <path d="M2.5 12C5.5 6.8 8.7 5 12 5s6.5 1.8 9.5 7c-3 5.2-6.2 7-9.5 7s-6.5-1.8-9.5-7Z" />
      <circle cx="12" cy="12" r="3" />
    </>
  ),
}
