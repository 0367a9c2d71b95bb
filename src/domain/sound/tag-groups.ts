// Sound tags that say the same for a score, by their names in `soundTagNames`.

export const TAGS = {
  driving: ['fast', 'loud', 'drums', 'beat', 'beats', 'techno', 'dance', 'metal', 'heavy metal', 'hard rock', 'punk', 'party', 'house', 'electro'],
  calm: ['slow', 'quiet', 'soft', 'ambient', 'mellow', 'chillout', 'chill', 'new age', 'easy listening', 'sad'],
  hard: ['loud', 'metal', 'heavy metal', 'hard rock', 'punk'],
  dance: ['dance', 'house', 'electro', 'techno', 'funk', 'beat', 'beats', 'party', 'hip-hop'],
  acoustic: ['acoustic', 'folk', 'classical', 'classic', 'violin', 'cello', 'strings', 'harp', 'flute', 'harpsichord', 'piano', 'choir', 'choral', 'sitar'],
  electric: ['electronic', 'electronica', 'electro', 'techno', 'house', 'synth', 'metal', 'heavy metal', 'hard rock', 'rock', 'beats'],
  voice: [
    'vocal', 'vocals', 'voice', 'singing', 'female', 'male', 'woman', 'man', 'male vocal', 'female vocal', 'male voice', 'female voice',
    'female vocalists', 'male vocalists', 'female vocalist', 'choir', 'choral', 'opera',
  ],
  voiceless: ['no vocals', 'no vocal', 'no voice', 'instrumental'],
  rap: ['hip-hop'],
  instruments: ['guitar', 'strings', 'drums', 'piano', 'beat', 'violin', 'synth', 'harpsichord', 'flute', 'sitar', 'beats', 'harp', 'cello'],
  intricate: ['jazz', 'progressive rock', 'experimental', 'classical', 'opera'],
  glad: ['happy', 'party', 'dance', 'funk', 'catchy', 'pop', 'easy listening', 'soul'],
  gloomy: ['sad', 'weird', 'slow', 'ambient', 'metal', 'heavy metal', 'experimental'],
  sad: ['sad'],
  relaxed: ['chillout', 'chill', 'mellow', 'easy listening', 'soft', 'ambient'],
  ambient: ['ambient', 'ambient (mtt)', 'new age', 'chillout'],
  grand: ['classical', 'opera', 'choir', 'choral', 'progressive rock', 'metal', 'heavy metal', 'strings'],
  small: ['solo', 'acoustic', 'piano', 'guitar', 'folk', 'quiet', 'soft', 'mellow'],
} as const;
