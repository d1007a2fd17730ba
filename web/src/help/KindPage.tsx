import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { getHelp, type Example, type KindHelp } from '../api/help'
import { useSay, useT } from '../i18n'
import { Page } from '../lessons/Page'
import { named, shapeText } from '../model/catalog'
import { useAsked } from '../state/asked'
import { useCatalog } from '../state/catalog'
import { Code } from '../ui/Code'
import { Formula } from '../ui/Formula'
import { whole } from '../ui/numbers'
import { CATEGORIES } from './categories'
import { FieldTable } from './FieldTable'
import { HelpPictures } from './HelpPictures'

interface KindPageProps {
  readonly category: string
  readonly name: string
}

/** Everything about one kind; its words are in the catalog already, its pictures are asked for. */
export function KindPage({ category, name }: KindPageProps) {
  const t = useT()
  const say = useSay()
  const catalog = useCatalog((state) => state.catalog)
  const known = CATEGORIES.find((one) => one === category)
  const kind = known && named(catalog?.[known] ?? [], name)
  const { value, refused, problem } = useAsked(`${category}/${name}`, () => getHelp(category, name))
  if (refused && !kind) {
    return (
      <Page title={t('help.title')} help={t('help.noKind')}>
        <All />
      </Page>
    )
  }
  if (!kind) return null
  return (
    <Page title={say(kind.label)} help={say(kind.summary)}>
      <All />
      <article className="help-kind">
        {value ? <Told told={value} /> : <p className="soft">{waiting()}</p>}
      </article>
    </Page>
  )

  function waiting(): string {
    return problem ? say(problem.message) : t('help.computing')
  }
}

function All() {
  const t = useT()
  return (
    <p className="help-all">
      <Link href="/help">← {t('help.all')}</Link>
    </p>
  )
}

function Told({ told }: { told: KindHelp }) {
  const t = useT()
  const say = useSay()
  const words = told.help ?? told.about
  return (
    <>
      {words && <p className="help-words">{say(words)}</p>}
      {told.formula && (
        <Part title={t('help.formula')}>
          <Formula tex={told.formula} />
        </Part>
      )}
      <Part title={t('help.picture')}>
        <HelpPictures pictures={told.pictures} />
        <p className="soft small">
          {t(told.pictures.length > 0 ? 'help.computed' : 'help.notHere')}
        </p>
      </Part>
      <Part title={t('help.settings')}>
        <FieldTable fields={told.fields ?? []} />
      </Part>
      {told.examples.length > 0 && (
        <Part title={t('help.examples')}>
          <Examples examples={told.examples} />
        </Part>
      )}
      {told.code !== null && (
        <Part title={t('help.code')}>
          <Code text={told.code} label={t('help.code')} />
          <p className="soft small mono">{told.file}</p>
        </Part>
      )}
      {told.source !== undefined && (
        <Part title={t('help.source')}>
          <p>{told.source}</p>
          <p className="soft small">
            {t('help.license')}: {told.license}
          </p>
        </Part>
      )}
      {told.keywords && told.keywords.length > 0 && (
        <Part title={t('help.found')}>
          <p className="soft">{told.keywords.join(' · ')}</p>
        </Part>
      )}
    </>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

/** What comes out of each example of the kind's file, and how many numbers it learns. */
function Examples({ examples }: { examples: readonly Example[] }) {
  const t = useT()
  return (
    <div className="help-scroll" tabIndex={0} role="region" aria-label={t('help.examples')}>
      <table>
        <thead>
          <tr>
            <th>{t('help.given')}</th>
            <th>{t('help.in')}</th>
            <th>{t('help.out')}</th>
            <th className="number">{t('help.parameters')}</th>
          </tr>
        </thead>
        <tbody>
          {examples.map(({ config, inputs, output, params }, place) => (
            <tr key={place}>
              <td className="mono">{settings(config)}</td>
              <td className="mono">{inputs.map(shapeText).join(', ')}</td>
              <td className="mono">{shapeText(output)}</td>
              <td className="number mono">{whole(params)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function settings(config: Example['config']): string {
  const parts = Object.entries(config).map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
  return parts.join(', ') || '–'
}
