import { area } from './area'

/** Texts of a class on a learner's page. */
export const learner = area(
  {
    class: 'Class …',
    classes: 'My classes',
    raise: 'Raise your hand',
    lower: 'Take your hand down',
    you: 'You are {{name}} in {{course}}',
    signOut: 'Sign out',
    signOutHint: 'With your nickname and your private word you come back.',
    pushed: 'Your teacher has sent a network: {{name}}. One step back brings yours again.',
    frozen: 'Your teacher has stopped everybody for a moment. Nothing is lost; look up.',
    released: 'You can go on.',
  },
  {
    class: 'Klasse …',
    classes: 'Meine Klassen',
    raise: 'Melden',
    lower: 'Nicht mehr melden',
    you: 'Du bist {{name}} in {{course}}',
    signOut: 'Abmelden',
    signOutHint: 'Mit deinem Spitznamen und deinem geheimen Wort kommst du zurück.',
    pushed:
      'Deine Lehrkraft hat ein Netz geschickt: {{name}}. Ein Schritt zurück bringt dir deines wieder.',
    frozen:
      'Deine Lehrkraft hat alle für einen Moment angehalten. Nichts geht verloren; schau auf.',
    released: 'Es geht weiter.',
  },
)
