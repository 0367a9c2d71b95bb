export default {
  corrections: {
    toast: {
      tempo: '{tracks} : désormais {bpm} BPM',
      halved: '{tracks} : tempo divisé par deux',
      doubled: '{tracks} : tempo doublé',
      scaled: '{tracks} : tempo modifié',
      key: '{tracks} : désormais en {key}',
      cleared: '{tracks} : correction retirée',
      noTempo: 'Il n’y a ici aucun tempo à modifier',
    },
    history: {
      tempo: 'Tempo fixé à {bpm} BPM',
      noTempo: 'Correction du tempo retirée',
      key: 'Tonalité fixée : {key}',
      noKey: 'Correction de la tonalité retirée',
    },
    wins: {
      title: 'Étiquettes et mesures',
      hint: 'Ce qui compte quand les étiquettes d’un fichier disent autre chose que la mesure. Vos propres corrections l’emportent toujours. Sur tous vos appareils.',
      tempo: 'Tempo',
      key: 'Tonalité',
      gain: 'ReplayGain',
      measured: 'La mesure',
      tags: 'Les étiquettes',
      where: 'Montrer où elles diffèrent',
    },
  },
};
