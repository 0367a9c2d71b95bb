import type en from '../en/cover';

export default {
  cover: {
    change: 'Changer la pochette',
    chooseFile: 'Choisir un fichier…',
    chooseFound: 'Choisir parmi les images trouvées…',
    paste: 'Coller une image',
    reset: 'Revenir à la pochette des fichiers',
    drop: 'Déposez pour en faire la pochette',
    changed: 'Pochette de « {name} » changée',
    wasReset: '« {name} » montre de nouveau la pochette de ses fichiers',
    nothingToPaste: 'Il n’y a pas d’image à coller. Copiez-en une, puis appuyez sur Ctrl+V sur cette page.',
    foundTitle: 'Images de « {name} »',
    foundHint: 'Prises dans les fichiers et dans leurs dossiers. Les fichiers restent tels quels.',
    foundError: 'La recherche d’images a échoué',
    foundNothing: 'Il n’y a pas d’image dans ces fichiers ni dans leurs dossiers. Choisissez un fichier, ou déposez ou collez une image.',
    foundClosed: 'Le navigateur a fermé un dossier de musique : les images qui s’y trouvent n’ont pas pu être cherchées. Rétablissez l’accès, puis réessayez.',
    looking: 'Recherche d’images',
    inFiles: 'Dans les fichiers',
    take: 'Prendre comme pochette : {name}',
  },
} satisfies typeof en;
