import { area } from './area'

/** Texts of a layer seen from inside, whatever its kind. */
export const inside = area(
  {
    look: 'Look inside {{title}} (I)',
    of: 'Inside {{title}} ({{node}})',
    formula: 'Formula',
    code: 'The code that runs',
    none: 'This layer has no picture of its inside yet. Its formula and its code stand below.',
    unknown:
      'The network has a problem that must be mended first: no number of this layer is known.',
  },
  {
    look: 'In {{title}} hineinsehen (I)',
    of: 'Das Innere von {{title}} ({{node}})',
    formula: 'Formel',
    code: 'Der Code, der läuft',
    none: 'Von dieser Schicht gibt es noch kein Bild des Inneren. Formel und Code stehen darunter.',
    unknown:
      'Das Netz hat ein Problem, das zuerst behoben werden muss: Von dieser Schicht ist keine Zahl bekannt.',
  },
)
