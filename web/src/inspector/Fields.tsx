import type { Field } from '../model/catalog'
import type { Config, Json } from '../model/document'
import type { Problem } from '../model/problems'
import { useGraph } from '../state/graph'
import { useUi } from '../state/ui'
import { FieldRow } from './FieldRow'

interface FieldsProps {
  readonly fields: readonly Field[]
  readonly config: Config | undefined
  readonly problems: readonly Problem[]
  readonly onChange: (field: Field, value: Json) => void
}

/** The form of a kind. Beginners see what matters first, and everything that was set or is wrong. */
export function Fields({ fields, config, problems, onChange }: FieldsProps) {
  const mode = useUi((state) => state.mode)
  const settle = () => useGraph.getState().settle()
  const about = (field: Field) => problems.filter((problem) => endsWith(problem.field, field.name))
  const shown = fields.filter(
    (field) =>
      mode === 'advanced' ||
      !field.advanced ||
      config?.[field.name] !== undefined ||
      about(field).length > 0,
  )
  if (shown.length === 0) return null
  return (
    <div className="fields">
      {shown.map((field) => (
        <FieldRow
          key={field.name}
          field={field}
          value={config?.[field.name] ?? field.default}
          problems={about(field)}
          onChange={(value) => onChange(field, value)}
          onDone={settle}
        />
      ))}
    </div>
  )
}

function endsWith(path: string | null, name: string): boolean {
  return path === name || (path?.endsWith(`.${name}`) ?? false)
}
