export default {
  patterns: {
    title: 'Fichiers sans étiquettes',
    hint: 'Un fichier dont les étiquettes n’ont pas de titre est nommé d’après son chemin. Le premier modèle qui convient à tous ces fichiers d’un dossier l’emporte ; ce qui en vient est marqué comme déduit. Vos fichiers ne sont jamais modifiés.',
    label: 'Modèles, un par ligne, essayés de haut en bas',
    fieldsHint: 'Champs : {fields} ; %_% laisse passer quelque chose. Une barre oblique sépare les dossiers. Après un numéro, tout séparateur convient.',
    preview: 'Ce qu’ils font de vos fichiers',
    examples: 'Ce qu’ils feraient de tels fichiers',
    noFit: 'Aucun modèle ne convient : le fichier garde son nom.',
    save: 'Enregistrer et appliquer',
    defaults: 'Remettre les modèles habituels',
    fields: { title: 'Titre', artist: 'Artiste', album: 'Album', albumArtist: 'Artiste de l’album', trackNo: 'Piste', discNo: 'Disque', year: 'Année' },
    problem: {
      empty: 'est vide.', 'no-title': 'doit contenir %title%.', 'unknown-field': 'nomme un champ qui n’existe pas.', 'field-twice': 'nomme un champ deux fois.',
      'fields-touch': 'doit avoir quelque chose entre deux champs.', 'too-long': 'est trop long.',
    },
  },
};
