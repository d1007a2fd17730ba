/** What curves are called for a person: "Accuracy", and with several outputs "Accuracy of digit". */

import { useSay, useT } from '../i18n'
import type { Figure } from '../model/figures'
import { useFacts } from './facts'

export function useFigureName(): (figure: Figure) => string {
  const t = useT()
  const say = useSay()
  const labels = useFacts((facts) => facts.metrics)
  return ({ figure, output }) => {
    const plain = { en: figure, de: figure }
    const name = figure === 'loss' ? t('live.loss') : say(labels[figure] ?? plain)
    return output === null ? name : t('live.ofOutput', { name, output })
  }
}
