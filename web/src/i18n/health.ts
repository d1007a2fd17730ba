import { area } from './area'

/** Texts of the instruments that watch how training goes, and of what is found wrong. */
export const health = area(
  {
    note_weights:
      'The weights of each layer, biases included; the newest in front, older moments behind. The numbers are mean ± standard deviation.',
    note_activations:
      'What leaves each layer for 64 training examples; the newest in front, older moments behind. The numbers are mean ± standard deviation. Where a spread shrinks or grows from layer to layer, the signal fades or explodes.',
    note_gradients:
      'How the loss of 64 training examples changes with each weight; the newest in front, older moments behind. ‖∇‖ is the length of all of a layer’s gradients together.',
    spoken_weights:
      '{{layer}}: {{count}} weights counted, from {{least}} to {{greatest}}, {{spread}}, at step {{step}}',
    spoken_activations:
      '{{layer}}: {{count}} outputs counted, from {{least}} to {{greatest}}, {{spread}}, at step {{step}}',
    spoken_gradients:
      '{{layer}}: {{count}} gradients counted, from {{least}} to {{greatest}}, {{spread}}, at step {{step}}',
    chart_norm: 'Length of the gradients',
    chart_ratio: 'Update ÷ weights',
    layer: 'Layer',
    gradient: 'Gradients',
    ratio: 'Update ÷ weights',
    note_norms:
      'Left: how long all gradients of a layer are together, for 64 training examples; lines that lie powers of ten apart mean that some layers hardly learn. Right: how far one step of this optimizer would move the weights, compared with how long they are. Around 0.001 (the shaded zone) is a rule of thumb: far below, a layer learns slowly; far above, it jumps.',
    noEnds: 'No layer here has an activation that can shut off or reach an end.',
    count_dead: '{{count}} of {{units}} dead',
    count_saturated: '{{count}} of {{units}} saturated',
    unit: 'Unit {{n}} of {{node}}',
    note_dead:
      'For 64 training examples. Dead: it answered zero to every one, so no gradient reaches its weights. Saturated: nine of ten answers lie within 2 % of an end of its activation, where hardly any gradient comes through.',
    examining: 'Looking …',
    sound: 'Nothing found that is wrong.',
    findings: 'What was found',
    atStep: 'As of step {{step}}',
    again: 'Look again',
    anew: '{{mend}}, from the start',
    show: 'Show {{node}}',
    note_diagnosis:
      'Each finding tells the numbers of this run that led to it. When a run diverges, the search begins by itself.',
  },
  {
    note_weights:
      'Die Gewichte jeder Schicht samt Bias; vorn die neuesten, dahinter frühere Augenblicke. Die Zahlen sind Mittelwert ± Standardabweichung.',
    note_activations:
      'Was jede Schicht bei 64 Trainingsbeispielen ausgibt; vorn das Neueste, dahinter frühere Augenblicke. Die Zahlen sind Mittelwert ± Standardabweichung. Wird die Streuung von Schicht zu Schicht kleiner oder größer, verebbt das Signal oder es explodiert.',
    note_gradients:
      'Wie sich der Verlust von 64 Trainingsbeispielen mit jedem Gewicht ändert; vorn das Neueste, dahinter frühere Augenblicke. ‖∇‖ ist die Länge aller Gradienten einer Schicht zusammen.',
    spoken_weights:
      '{{layer}}: {{count}} Gewichte gezählt, von {{least}} bis {{greatest}}, {{spread}}, in Schritt {{step}}',
    spoken_activations:
      '{{layer}}: {{count}} Ausgaben gezählt, von {{least}} bis {{greatest}}, {{spread}}, in Schritt {{step}}',
    spoken_gradients:
      '{{layer}}: {{count}} Gradienten gezählt, von {{least}} bis {{greatest}}, {{spread}}, in Schritt {{step}}',
    chart_norm: 'Länge der Gradienten',
    chart_ratio: 'Änderung ÷ Gewichte',
    layer: 'Schicht',
    gradient: 'Gradienten',
    ratio: 'Änderung ÷ Gewichte',
    note_norms:
      'Links: wie lang alle Gradienten einer Schicht zusammen sind, für 64 Trainingsbeispiele; liegen Linien Zehnerpotenzen auseinander, lernen manche Schichten kaum. Rechts: wie weit ein Schritt dieses Optimierers die Gewichte bewegen würde, verglichen mit ihrer Länge. Etwa 0,001 (der getönte Bereich) ist eine Faustregel: Weit darunter lernt eine Schicht langsam, weit darüber springt sie.',
    noEnds: 'Keine Schicht hat hier eine Aktivierung, die abschalten oder an ein Ende kommen kann.',
    count_dead: '{{count}} von {{units}} tot',
    count_saturated: '{{count}} von {{units}} gesättigt',
    unit: 'Neuron {{n}} von {{node}}',
    note_dead:
      'Für 64 Trainingsbeispiele. Tot: Ein Neuron antwortet auf jedes mit null, deshalb erreicht kein Gradient seine Gewichte. Gesättigt: Neun von zehn Antworten liegen höchstens 2 % von einem Ende der Aktivierung entfernt, wo kaum ein Gradient durchkommt.',
    examining: 'Suche läuft …',
    sound: 'Nichts gefunden, was nicht stimmt.',
    findings: 'Befunde',
    atStep: 'Stand: Schritt {{step}}',
    again: 'Noch einmal suchen',
    anew: '{{mend}}, von vorn',
    show: '{{node}} zeigen',
    note_diagnosis:
      'Jeder Befund nennt die Zahlen dieses Laufs, aus denen er folgt. Divergiert ein Lauf, beginnt die Suche von selbst.',
  },
)
