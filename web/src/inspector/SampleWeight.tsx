/** How much each row counts in training: all the same, or as a column of the data says. */

import { useT } from '../i18n'
import { useFacts } from '../live/facts'
import type { NetDocument } from '../model/document'
import { setTraining } from '../model/edits'
import { useGraph, useProblems } from '../state/graph'
import { words } from '../ui/pretty'
import { ProblemLines } from './ProblemLines'
import { Row } from './Row'

export function SampleWeight({ document }: { document: NetDocument }) {
  const t = useT()
  const columns = useFacts((facts) => facts.data?.features) ?? []
  const problems = useProblems().filter(({ field }) => field === 'training.sample_weight')
  const present = document.training.sample_weight ?? ''
  if (columns.length === 0 && present === '') return null
  const names = present === '' || columns.includes(present) ? columns : [present, ...columns]
  return (
    <div className="fields">
      <Row label={t('inspector.sampleWeight')} id="sample-weight">
        <select
          id="sample-weight"
          value={present}
          onChange={({ target: { value } }) =>
            useGraph.getState().apply((now) => setTraining(now, 'sample_weight', value, ''))
          }
        >
          <option value="">{t('inspector.allTheSame')}</option>
          {names.map((name) => (
            <option key={name} value={name}>
              {words(name)}
            </option>
          ))}
        </select>
      </Row>
      <ProblemLines problems={problems} />
      {present !== '' && <p className="field-note">{t('inspector.sampleWeightNote')}</p>}
    </div>
  )
}
