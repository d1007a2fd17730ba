import { area } from './area'

/** Texts inside layers that stamp, separate, mask, number, move by chance or repeat another. */
export const insideKinds = area(
  {
    rowColumn: 'Row {{row}}, column {{column}}',
    position: 'Position {{n}}',
    positionAt: 'position {{n}}',
    weightOf: 'Weight {{n}} of the kernel',
    stampsOf: 'What channel {{channel}} stamps',
    reachAt: 'channel {{channel}}: what reaches {{place}} by each weight',
    stampFrom: 'the cell at {{place}} stamps: the kernel times',
    share: 'its share in filter {{filter}}',
    paint: 'Paint kernels: choose a number, press and drag',
    painting: 'Press and drag over a kernel; Enter paints too',
    brush: 'Paint with {{value}}',
    brushAny: 'Number to paint with',
    skipped:
      '{{n}} of {{total}} positions are hatched: a mask says that they only fill up, so neither the sum nor the count takes them.',
    numberOf: 'Position {{position}}, number {{number}}',
    rows: 'Row of each position',
    counts: 'Does it count?',
    learned: 'This row is learned: it changes as weights do.',
    filler:
      'Position {{position}} does not count: all its numbers are the filler {{filler}}. {{n}} of {{total}} positions count.',
    noFiller:
      'Position {{position}} counts: not all its numbers are the filler {{filler}}. {{n}} of {{total}} positions count.',
    contrast:
      'This step draws the factor {{factor}} for this image; what leaves {{least}} to {{greatest}} is cut off.',
    cameFrom:
      'Row {{row}}, column {{column}} shows {{value}}: it came from row {{fromRow}}, column {{fromColumn}}.',
    cameFromNowhere:
      'Row {{row}}, column {{column}} shows {{value}}: it came from outside, or is mixed of places far apart.',
    atPosition: 'Position {{n}} of {{total}}',
    choosePosition: 'Position',
    sameWeights: 'The same layer with the same weights works at each position.',
    numberAt: 'Number {{place}} of what goes out at this position',
  },
  {
    rowColumn: 'Zeile {{row}}, Spalte {{column}}',
    position: 'Position {{n}}',
    positionAt: 'Position {{n}}',
    weightOf: 'Gewicht {{n}} des Kernels',
    stampsOf: 'Was Kanal {{channel}} stempelt',
    reachAt: 'Kanal {{channel}}: was {{place}} über jedes Gewicht erreicht',
    stampFrom: 'die Zelle bei {{place}} stempelt: den Kernel mal',
    share: 'sein Anteil an Filter {{filter}}',
    paint: 'Kernel malen: Zahl wählen, drücken und ziehen',
    painting: 'Drücke und ziehe über einen Kernel; Enter malt auch',
    brush: 'Mit {{value}} malen',
    brushAny: 'Zahl, mit der gemalt wird',
    skipped:
      '{{n}} von {{total}} Positionen sind schraffiert: Eine Maske sagt, dass sie nur auffüllen, also nehmen weder Summe noch Anzahl sie mit.',
    numberOf: 'Position {{position}}, Zahl {{number}}',
    rows: 'Zeile jeder Position',
    counts: 'Zählt sie?',
    learned: 'Diese Zeile wird gelernt und ändert sich wie Gewichte.',
    filler:
      'Position {{position}} zählt nicht: Alle ihre Zahlen sind die Füllung {{filler}}. {{n}} von {{total}} Positionen zählen.',
    noFiller:
      'Position {{position}} zählt: Nicht alle ihre Zahlen sind die Füllung {{filler}}. {{n}} von {{total}} Positionen zählen.',
    contrast:
      'Dieser Schritt zieht für dieses Bild den Faktor {{factor}}; was über {{least}} bis {{greatest}} hinausgeht, wird abgeschnitten.',
    cameFrom:
      'Zeile {{row}}, Spalte {{column}} zeigt {{value}}: Das kam aus Zeile {{fromRow}}, Spalte {{fromColumn}}.',
    cameFromNowhere:
      'Zeile {{row}}, Spalte {{column}} zeigt {{value}}: Das kam von außerhalb oder ist aus weit entfernten Stellen gemischt.',
    atPosition: 'Position {{n}} von {{total}}',
    choosePosition: 'Position',
    sameWeights: 'Dieselbe Schicht mit denselben Gewichten arbeitet an jeder Position.',
    numberAt: 'Zahl {{place}} von dem, was an dieser Position herausgeht',
  },
)
