/** The one function of Plotly that the page calls; the package brings no types. */
declare module 'plotly.js-cartesian-dist-min' {
  const plotly: {
    react: (place: HTMLElement, data: object[], layout: object, config: object) => Promise<unknown>
  }
  export default plotly
}
