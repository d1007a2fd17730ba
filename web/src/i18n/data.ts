import { area } from './area'

/** Texts of the data card. */
export const data = area(
  {
    title: 'Data',
    plane: 'Points',
    tables: 'Tables',
    images: 'Images',
    trainingPart: 'training part',
    seed: 'Draw other points',
    batch: 'batch',
    noData: 'No data yet: choose a set.',
    about: 'About this data',
    source: 'Source: {{source}}',
    license: 'License: {{license}}',
    fetch: 'Fetch {{megabytes}} MB',
    fetching: 'Fetching: {{percent}} %',
    cannot: 'This set cannot be had on this server.',
    settings: 'Data settings',
  },
  {
    title: 'Daten',
    plane: 'Punkte',
    tables: 'Tabellen',
    images: 'Bilder',
    trainingPart: 'Trainingsteil',
    seed: 'Neue Punkte ziehen',
    batch: 'Batch',
    noData: 'Noch keine Daten: Wähl einen Datensatz.',
    about: 'Über diese Daten',
    source: 'Quelle: {{source}}',
    license: 'Lizenz: {{license}}',
    fetch: '{{megabytes}} MB holen',
    fetching: 'Wird geholt: {{percent}} %',
    cannot: 'Diesen Datensatz gibt es auf diesem Server nicht.',
    settings: 'Dateneinstellungen',
  },
)
