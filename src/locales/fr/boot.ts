export default {
  boot: {
    outdated: 'SoniqueBay a été mis à jour dans un autre onglet. Rechargez celui-ci pour continuer.',
    blocked: 'Un autre onglet utilise encore une ancienne version de SoniqueBay. Fermez-le ou rechargez-le, et celui-ci continuera tout seul.',
    deleted: 'La bibliothèque a été supprimée dans un autre onglet. Rechargez pour recommencer.',
    failed: 'La bibliothèque n’a pas pu être ouverte. Rechargez la page ; si cela ne suffit pas, vérifiez qu’il reste de la place sur le disque et que ce navigateur peut garder des données.',
    reload: 'Recharger',
    demoName: 'Musique de démonstration',
    keptName: 'Gardé hors ligne',
  },
};
