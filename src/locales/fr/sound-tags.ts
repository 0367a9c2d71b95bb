// Names of the sound tags that the networks give, by their lower-case English name.
export default {
  soundTag: {
    '00s': 'années 2000', '60s': 'années 60', '70s': 'années 70', '80s': 'années 80', '90s': 'années 90', acoustic: 'acoustique',
    alternative: 'alternatif', 'alternative rock': 'rock alternatif', ambient: 'ambient', beat: 'rythme marqué',
    beats: 'rythmes', beautiful: 'beau', blues: 'blues', catchy: 'entraînant', cello: 'violoncelle', chill: 'détente',
    chillout: 'chillout', choir: 'chœur', choral: 'chant choral', classic: 'classique', 'classic rock': 'rock classique',
    classical: 'classique', country: 'country', dance: 'dance', drums: 'batterie', 'easy listening': 'écoute facile',
    electro: 'électro', electronic: 'électronique', electronica: 'electronica', experimental: 'expérimental', fast: 'rapide',
    female: 'voix de femme', 'female vocal': 'chant féminin', 'female vocalist': 'chanteuse', 'female vocalists': 'chanteuses',
    'female voice': 'voix de femme', flute: 'flûte', folk: 'folk', funk: 'funk', guitar: 'guitare', happy: 'joyeux',
    'hard rock': 'hard rock', harp: 'harpe', harpsichord: 'clavecin', 'heavy metal': 'heavy metal', 'hip-hop': 'hip-hop',
    house: 'house', indian: 'musique indienne', indie: 'indé', 'indie pop': 'pop indé', 'indie rock': 'rock indé',
    instrumental: 'instrumental', jazz: 'jazz', loud: 'fort', male: 'voix d’homme', 'male vocal': 'chant masculin',
    'male vocalists': 'chanteurs', 'male voice': 'voix d’homme', man: 'voix d’homme', mellow: 'doux et feutré', metal: 'metal',
    'new age': 'new age', 'no vocal': 'sans chant', 'no vocals': 'sans chant', 'no voice': 'sans voix', oldies: 'vieux succès',
    opera: 'opéra', party: 'fête', piano: 'piano', pop: 'pop', 'progressive rock': 'rock progressif', punk: 'punk',
    quiet: 'calme', rnb: 'R&B', rock: 'rock', sad: 'triste', sexy: 'sensuel', singing: 'chant', sitar: 'sitar', slow: 'lent',
    soft: 'doux', solo: 'solo', soul: 'soul', strings: 'cordes', synth: 'synthétiseur', techno: 'techno', violin: 'violon',
    vocal: 'chant', vocals: 'chant', voice: 'voix', weird: 'étrange', woman: 'voix de femme',
  },
};
