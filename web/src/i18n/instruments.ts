import { area } from './area'

/** Texts of the dock below the network and of what all instruments have. */
export const instruments = area(
  {
    dock: 'Curves and instruments',
    add: 'Instruments',
    choose: 'What else to watch; only what is open is computed',
    close: 'Close {{title}}',
    resize: 'Height of the instruments; arrow keys change it',
    waiting: 'Waiting for the first numbers …',
  },
  {
    dock: 'Kurven und Instrumente',
    add: 'Instrumente',
    choose: 'Was noch zu sehen sein soll; nur was offen ist, wird berechnet',
    close: '{{title}} schließen',
    resize: 'Höhe der Instrumente; die Pfeiltasten ändern sie',
    waiting: 'Warte auf die ersten Zahlen …',
  },
)
