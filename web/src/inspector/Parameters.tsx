import { useLanguage, useT } from '../i18n'
import type { NodeCheck } from '../api/routes'
import { whole } from '../ui/numbers'

/** How many numbers a layer has, written out: ``6·(5·5·1) + 6 = 156``. */
export function Parameters({ check, total }: { check: NodeCheck; total: number }) {
  const t = useT()
  useLanguage()
  const sum = arithmetic(Object.values(check.weights ?? {}))
  return (
    <dl className="facts">
      <dt>{t('inspector.parameters')}</dt>
      <dd className="mono">
        {sum && <span className="soft">{sum} = </span>}
        {t('inspector.ofAll', { count: whole(check.params), total: whole(total) })}
      </dd>
      {check.trainable !== check.params && (
        <>
          <dt>{t('inspector.trainable')}</dt>
          <dd className="mono">{whole(check.trainable)}</dd>
        </>
      )}
    </dl>
  )
}

/** The sizes of the weights as products and their sum; empty where one number says it all. */
export function arithmetic(shapes: readonly (readonly number[])[]): string {
  const products = shapes.map((shape) => shape.join('·') || '1')
  const plain = shapes.length === 1 && (shapes[0]?.length ?? 0) < 2
  return shapes.length === 0 || plain ? '' : products.join(' + ')
}
