/** Where these helpers were before they served the whole page. */

export { fixed, readable, subscript, whole } from '../ui/numbers'
