/** A raised hand. */
export function Hand() {
  return (
    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      <path
        d="M4.6 9.2V4.1a.9.9 0 0 1 1.8 0v3.4V2.4a.9.9 0 0 1 1.8 0v5-4.4a.9.9 0 0 1 1.8 0v4.9-3.4a.9.9 0 0 1 1.8 0v5.6c0 2.5-1.6 4.1-3.9 4.1-1.9 0-2.9-.8-3.8-2.4L2.4 9.4c-.5-.9.6-1.7 1.3-.9z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.2"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  )
}
