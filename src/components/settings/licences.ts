// What the built app is made of, with the licence of each part.

export const MODELS = [
  { name: 'MusiCNN (mtt, msd)', use: 'tagging', licence: 'ISC · © 2019 Music Technology Group, UPF' },
  { name: 'TempoCNN (fcn)', use: 'tempo', licence: 'AGPL-3.0 · tagtraum industries' },
] as const;

export const LIBRARIES = [
  { name: 'essentia.js', licence: 'AGPL-3.0' },
  { name: 'ONNX Runtime Web', licence: 'MIT' },
  { name: 'Mediabunny', licence: 'MPL-2.0' },
  { name: 'music-metadata', licence: 'MIT' },
  { name: '@audio/decode-dts (libdca)', licence: 'GPL-2.0 or later' },
  { name: '@audio/decode-wma, @audio/decode-eac3 (FFmpeg)', licence: 'LGPL-2.1 or later' },
  { name: '@audio/decode-aac (its part for Apple Lossless)', licence: 'Apache-2.0 · © 2011 Apple Inc.' },
  { name: '@audio/decode-wavpack (WavPack), @audio/decode-mpc (libmpcdec)', licence: 'BSD-3-Clause' },
  { name: '@audio/decode-tta, -aiff, -caf, -dsd', licence: 'MIT' },
  { name: 'MiniSearch', licence: 'MIT' },
  { name: 'Dexie', licence: 'Apache-2.0' },
  { name: 'Comlink', licence: 'Apache-2.0' },
  { name: 'Vue, Pinia, Vue Router, Vue I18n', licence: 'MIT' },
  { name: 'Reka UI', licence: 'MIT' },
  { name: 'TanStack Virtual', licence: 'MIT' },
  { name: 'Valibot', licence: 'MIT' },
  { name: 'fractional-indexing', licence: 'CC0-1.0' },
  { name: 'MessagePack for JavaScript', licence: 'ISC' },
  { name: 'eventsource-parser', licence: 'MIT' },
  { name: 'qr', licence: 'MIT or Apache-2.0' },
  { name: 'Tailwind CSS', licence: 'MIT' },
  { name: 'Workbox', licence: 'MIT' },
  { name: 'Lucide', licence: 'ISC' },
  { name: 'Inter', licence: 'OFL-1.1' },
] as const;
