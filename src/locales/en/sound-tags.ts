// Names of the sound tags that the networks give, by their lower-case English name.
export default {
  soundTag: {
    '00s': '2000s', '60s': '1960s', '70s': '1970s', '80s': '1980s', '90s': '1990s', acoustic: 'acoustic',
    alternative: 'alternative', 'alternative rock': 'alternative rock', ambient: 'ambient', beat: 'beat', beats: 'beats',
    beautiful: 'beautiful', blues: 'blues', catchy: 'catchy', cello: 'cello', chill: 'chill', chillout: 'chillout',
    choir: 'choir', choral: 'choral', classic: 'classic', 'classic rock': 'classic rock', classical: 'classical',
    country: 'country', dance: 'dance', drums: 'drums', 'easy listening': 'easy listening', electro: 'electro',
    electronic: 'electronic', electronica: 'electronica', experimental: 'experimental', fast: 'fast', female: 'female',
    'female vocal': 'female vocal', 'female vocalist': 'female vocalist', 'female vocalists': 'female vocalists',
    'female voice': 'female voice', flute: 'flute', folk: 'folk', funk: 'funk', guitar: 'guitar', happy: 'happy',
    'hard rock': 'hard rock', harp: 'harp', harpsichord: 'harpsichord', 'heavy metal': 'heavy metal', 'hip-hop': 'hip-hop',
    house: 'house', indian: 'indian', indie: 'indie', 'indie pop': 'indie pop', 'indie rock': 'indie rock',
    instrumental: 'instrumental', jazz: 'jazz', loud: 'loud', male: 'male', 'male vocal': 'male vocal',
    'male vocalists': 'male vocalists', 'male voice': 'male voice', man: 'man', mellow: 'mellow', metal: 'metal',
    'new age': 'new age', 'no vocal': 'no vocal', 'no vocals': 'no vocals', 'no voice': 'no voice', oldies: 'oldies',
    opera: 'opera', party: 'party', piano: 'piano', pop: 'pop', 'progressive rock': 'progressive rock', punk: 'punk',
    quiet: 'quiet', rnb: 'R&B', rock: 'rock', sad: 'sad', sexy: 'sexy', singing: 'singing', sitar: 'sitar', slow: 'slow',
    soft: 'soft', solo: 'solo', soul: 'soul', strings: 'strings', synth: 'synth', techno: 'techno', violin: 'violin',
    vocal: 'vocal', vocals: 'vocals', voice: 'voice', weird: 'weird', woman: 'woman',
  },
};
