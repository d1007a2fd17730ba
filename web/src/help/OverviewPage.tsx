import { useState } from 'react'
import { Link } from 'wouter'
import { useSay, useT } from '../i18n'
import { Page } from '../lessons/Page'
import type { Kind } from '../model/catalog'
import { found } from '../model/search'
import { useCatalog } from '../state/catalog'
import { CATEGORIES, type Category } from './categories'

/** Every kind of every category, with a search over all of them. */
export function OverviewPage() {
  const t = useT()
  const [search, setSearch] = useState('')
  const catalog = useCatalog((state) => state.catalog)
  const shown = CATEGORIES.map((category) => ({
    category,
    kinds: found<Kind>(catalog?.[category] ?? [], search),
  })).filter(({ kinds }) => kinds.length > 0)
  return (
    <Page title={t('help.title')} help={t('help.intro')}>
      <input
        type="search"
        className="search help-search"
        placeholder={t('help.search')}
        aria-label={t('help.search')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {shown.map(({ category, kinds }) => (
        <Kinds key={category} category={category} kinds={kinds} />
      ))}
      {catalog && shown.length === 0 && <p className="soft">{t('help.nothing')}</p>}
    </Page>
  )
}

function Kinds({ category, kinds }: { category: Category; kinds: readonly Kind[] }) {
  const t = useT()
  const say = useSay()
  return (
    <section className="help-category" aria-label={t(`help.${category}`)}>
      <h2>{t(`help.${category}`)}</h2>
      <ul>
        {kinds.map((kind) => (
          <li key={kind.name}>
            <Link href={`/help/${category}/${kind.name}`}>
              <b>{say(kind.label)}</b>
              <small>{say(kind.summary)}</small>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
