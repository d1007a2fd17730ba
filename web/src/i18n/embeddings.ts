import { area } from './area'

/** Texts of answers that take rounds: layouts of many examples, and inputs that climb. */
export const embeddings = area(
  {
    method: 'How the points are laid out',
    progress: 'Rounds done',
    rounds: 'Round {{done}} of {{count}}',
    stopped: 'stopped after round {{done}} of {{count}}',
    moment: 'of step {{step}}',
    past: 'The run has gone on to step {{step}}.',
    stop: 'Stop',
    again: 'Compute again',
    tsne: 'Divergence {{loss}}',
    umap: 'Cross-entropy {{loss}}',
    distances:
      'Neighbors stay neighbors; distances between groups, and their sizes, say little here.',
    unsound: 'This layer puts out numbers that are not finite, so there is nothing to lay out.',
    point: 'Row {{row}}: {{name}}',
    keys: 'Arrows: next point. Enter: show it everywhere.',
    keysTurned: 'Arrows: turn. Shift and arrows: next point. Enter: show it everywhere.',
    layer: 'The layer with the unit',
    unit: 'The unit',
    unitNumber: 'unit {{unit}}',
    mapNumber: 'map {{unit}}',
    start: 'Where it begins',
    noise: 'from noise',
    sample: 'from the example',
    size: 'Held back: size',
    roughness: 'Held back: roughness',
    sizeHelp:
      'This times the mean square of the input is taken off, weighed by how steeply it rises.',
    roughnessHelp:
      'This times the mean difference of neighbors (total variation) is taken off, weighed by how steeply it rises.',
    brakes:
      'Without brakes this becomes glaring noise: size draws to zero what matters little, roughness evens out neighbors, both as strongly as the climb is steep at first.',
    brakesFlat:
      'The brake draws to zero what matters little, as strongly as the climb is steep at first; without it numbers grow without end.',
    standsOut:
      'For a map, what rises is how far its places stand out above their mean: the mean itself would only follow brightness.',
    input: 'The input so far',
    inputOf: 'The input so far, from {{least}} to {{greatest}}',
    rising: 'Sum before the activation',
    standing: 'How far its places stand out',
    curve: 'The sum of {{name}} by round: {{first}} at first, {{last}} after round {{done}}',
    curveMany:
      'How far the places of {{name}} stand out by round: {{first}} at first, {{last}} after round {{done}}',
    sums: 'Sum of {{name}} {{first}}, now {{last}}',
    sumsMany: 'Places of {{name}} stand out by {{first}}, now {{last}}',
    held: '− {{scale}} × {{size}} × mean square {{square}} = {{objective}}',
    heldBoth:
      '− {{scale}} × ({{size}} × mean square {{square}} + {{roughness}} × roughness {{rough}}) = {{objective}}',
    said: 'The network says “{{name}}” {{value}}',
    saidValue: 'The network says {{value}}',
    round: 'round',
  },
  {
    method: 'Wie die Punkte gelegt werden',
    progress: 'Vollendete Runden',
    rounds: 'Runde {{done}} von {{count}}',
    stopped: 'angehalten nach Runde {{done}} von {{count}}',
    moment: 'bei Schritt {{step}}',
    past: 'Der Lauf ist inzwischen bei Schritt {{step}}.',
    stop: 'Anhalten',
    again: 'Neu berechnen',
    tsne: 'Divergenz {{loss}}',
    umap: 'Kreuzentropie {{loss}}',
    distances:
      'Nachbarn bleiben Nachbarn; Abstände zwischen Gruppen und deren Größe sagen hier wenig.',
    unsound: 'Diese Schicht gibt Zahlen aus, die nicht endlich sind, also gibt es nichts zu legen.',
    point: 'Zeile {{row}}: {{name}}',
    keys: 'Pfeile: nächster Punkt. Eingabetaste: überall zeigen.',
    keysTurned:
      'Pfeile: drehen. Umschalt und Pfeile: nächster Punkt. Eingabetaste: überall zeigen.',
    layer: 'Die Schicht mit dem Neuron',
    unit: 'Das Neuron',
    unitNumber: 'Neuron {{unit}}',
    mapNumber: 'Karte {{unit}}',
    start: 'Womit es beginnt',
    noise: 'mit Rauschen',
    sample: 'mit dem Beispiel',
    size: 'Gebremst: Größe',
    roughness: 'Gebremst: Rauheit',
    sizeHelp:
      'So viel mal das mittlere Quadrat der Eingabe wird abgezogen, gemessen daran, wie steil es bergauf geht.',
    roughnessHelp:
      'So viel mal der mittlere Unterschied von Nachbarn (totale Variation) wird abgezogen, gemessen daran, wie steil es bergauf geht.',
    brakes:
      'Ohne Bremsen wird daraus grelles Rauschen: Größe zieht gegen null, was wenig bewirkt, Rauheit gleicht Nachbarn an, beide so stark, wie es am Anfang steil ist.',
    brakesFlat:
      'Die Bremse zieht gegen null, was wenig bewirkt, so stark, wie es am Anfang steil ist; ohne sie wachsen die Zahlen ohne Ende.',
    standsOut:
      'Bei einer Karte steigt, wie weit ihre Stellen über ihren Mittelwert hinausragen: Der Mittelwert selbst würde nur der Helligkeit folgen.',
    input: 'Die Eingabe bisher',
    inputOf: 'Die Eingabe bisher, von {{least}} bis {{greatest}}',
    rising: 'Summe vor der Aktivierung',
    standing: 'Wie weit ihre Stellen hinausragen',
    curve: 'Die Summe von {{name}} nach Runden: {{first}} zu Beginn, {{last}} nach Runde {{done}}',
    curveMany:
      'Wie weit die Stellen von {{name}} hinausragen, nach Runden: {{first}} zu Beginn, {{last}} nach Runde {{done}}',
    sums: 'Summe von {{name}} {{first}}, jetzt {{last}}',
    sumsMany: 'Stellen von {{name}} ragen um {{first}} hinaus, jetzt um {{last}}',
    held: '− {{scale}} × {{size}} × mittleres Quadrat {{square}} = {{objective}}',
    heldBoth:
      '− {{scale}} × ({{size}} × mittleres Quadrat {{square}} + {{roughness}} × Rauheit {{rough}}) = {{objective}}',
    said: 'Das Netz sagt „{{name}}“ {{value}}',
    saidValue: 'Das Netz sagt {{value}}',
    round: 'Runde',
  },
)
