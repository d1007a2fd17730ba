/** The mark of the project: a small network whose last unit has found the answer. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <g className="logo-wires">
        <path d="M7 9 16 16M7 23 16 16M16 16 25 9M16 16 25 23M7 9H25M7 23H25" />
      </g>
      <circle className="logo-unit" cx="7" cy="9" r="4" />
      <circle className="logo-unit" cx="7" cy="23" r="4" />
      <circle className="logo-unit" cx="25" cy="9" r="4" />
      <circle className="logo-middle" cx="16" cy="16" r="3.4" />
      <circle className="logo-answer" cx="25" cy="23" r="4" />
    </svg>
  )
}
