export default {
  corrections: {
    toast: {
      tempo: '{tracks}: now {bpm} BPM',
      halved: '{tracks}: tempo halved',
      doubled: '{tracks}: tempo doubled',
      scaled: '{tracks}: tempo changed',
      key: '{tracks}: now in {key}',
      cleared: '{tracks}: correction taken back',
      noTempo: 'There is no tempo here that could be changed',
    },
    history: {
      tempo: 'Tempo set to {bpm} BPM',
      noTempo: 'Correction of the tempo taken back',
      key: 'Key set to {key}',
      noKey: 'Correction of the key taken back',
    },
    wins: {
      title: 'Tags and measurement',
      hint: 'What holds where a file’s tags say something else than what was measured. Your own corrections always hold. On all your devices.',
      tempo: 'Tempo',
      key: 'Key',
      gain: 'ReplayGain',
      measured: 'What was measured',
      tags: 'What the tags say',
      where: 'Show where they differ',
    },
  },
};
