/** Words of the common books find their layers, in the real catalog of the engine. */

import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import type { Catalog } from './catalog'
import { folded, found } from './search'

const root = new URL('../../../', import.meta.url).pathname
const told = execFileSync(`${root}.venv/bin/python`, ['-m', 'engine', 'kinds', '--json'], {
  cwd: root,
  maxBuffer: 64 * 1024 * 1024,
})
const catalog = JSON.parse(told.toString()) as Catalog
const layers = catalog.layers
const names = (search: string) => found(layers, search).map((layer) => layer.name)

// What somebody types, and what must be among the first five.
const PAIRS: readonly (readonly [search: string, kind: string])[] = [
  ['fully connected', 'dense'],
  ['fully-connected', 'dense'],
  ['vollverbunden', 'dense'],
  ['voll verbunden', 'dense'],
  ['Dichte', 'dense'],
  ['Schicht', 'dense'],
  ['verdichten', 'max_pooling2d'],
  ['convolution', 'conv2d'],
  ['Faltung', 'conv2d'],
  ['Faltungsschicht', 'conv2d'],
  ['CNN', 'conv2d'],
  ['Merkmalskarte', 'conv2d'],
  ['conv 1d', 'conv1d'],
  ['Conv-2D', 'conv2d'],
  ['deconvolution', 'conv2d_transpose'],
  ['transposed convolution', 'conv2d_transpose'],
  ['depthwise', 'depthwise_conv2d'],
  ['separable', 'separable_conv2d'],
  ['max pooling', 'max_pooling2d'],
  ['maxpooling', 'max_pooling2d'],
  ['pooling', 'max_pooling2d'],
  ['Unterabtastung', 'max_pooling2d'],
  ['average pooling', 'average_pooling2d'],
  ['global average pooling', 'global_average_pooling2d'],
  ['global max pooling', 'global_max_pooling2d'],
  ['upsampling', 'up_sampling2d'],
  ['zero padding', 'zero_padding2d'],
  ['cropping', 'cropping2d'],
  ['flatten', 'flatten'],
  ['reshape', 'reshape'],
  ['permute', 'permute'],
  ['repeat vector', 'repeat_vector'],
  ['embedding', 'embedding'],
  ['Wortvektor', 'embedding'],
  ['Wortvektoren', 'embedding'],
  ['word2vec', 'embedding'],
  ['Einbettung', 'embedding'],
  ['Gedächtnis', 'lstm'],
  ['Gedaechtnis', 'lstm'],
  ['gedachtnis', 'lstm'],
  ['long short-term memory', 'lstm'],
  ['long short term memory', 'lstm'],
  ['recurrent', 'simple_rnn'],
  ['rekurrent', 'simple_rnn'],
  ['RNN', 'simple_rnn'],
  ['GRU', 'gru'],
  ['gated recurrent unit', 'gru'],
  ['bidirectional', 'bidirectional'],
  ['time distributed', 'time_distributed'],
  ['Aufmerksamkeit', 'attention'],
  ['attention', 'attention'],
  ['multi-head', 'multi_head_attention'],
  ['multihead', 'multi_head_attention'],
  ['transformer', 'multi_head_attention'],
  ['positional', 'positional_embedding'],
  ['Dropout', 'dropout'],
  ['spatial dropout', 'spatial_dropout2d'],
  ['gaussian noise', 'gaussian_noise'],
  ['Rauschen', 'gaussian_noise'],
  ['batch norm', 'batch_normalization'],
  ['batchnorm', 'batch_normalization'],
  ['Normalisierung', 'batch_normalization'],
  ['layer norm', 'layer_normalization'],
  ['group norm', 'group_normalization'],
  ['RMSNorm', 'rms_normalization'],
  ['skip connection', 'add'],
  ['residual', 'add'],
  ['concatenate', 'concatenate'],
  ['zusammenfügen', 'concatenate'],
  ['zusammenfuegen', 'concatenate'],
  ['dot product', 'dot'],
  ['data augmentation', 'random_flip'],
  ['rotation', 'random_rotation'],
  ['Drehung', 'random_rotation'],
  ['spiegeln', 'random_flip'],
  ['masking', 'masking'],
  ['rescaling', 'rescaling'],
  ['Aktivierung', 'activation'],
  // Slips of the finger.
  ['embeding', 'embedding'],
  ['atention', 'attention'],
  ['dropuot', 'dropout'],
  ['convoluton', 'conv2d'],
  ['Aufmerksamkiet', 'attention'],
]

test('there are enough words', () => {
  expect(PAIRS.length).toBeGreaterThanOrEqual(60)
})

test.each(PAIRS)('%s finds %s', (search, kind) => {
  expect(names(search).slice(0, 5)).toContain(kind)
})

test.each(layers)('the label of $name finds it first, in both languages', ({ name, label }) => {
  expect(names(label.en)[0]).toBe(name)
  expect(names(label.de)[0]).toBe(name)
})

test('what is no word of any book finds nothing', () => {
  expect(names('qzxwv')).toEqual([])
})

test('nothing asked keeps the order of the palette', () => {
  expect(found(layers, '  ')).toEqual(layers)
})

test('spelling of umlauts and hyphens does not matter', () => {
  expect(folded('Überanpassung')).toBe(folded('Ueberanpassung'))
  expect(folded('Multi-Head')).toBe(folded('multi head'))
})
