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
  },
)
