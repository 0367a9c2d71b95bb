export default {
  speed: {
    title: 'Vitesse de l’analyse',
    choose: 'Vitesse',
    mode: { gentle: 'Discrète', full: 'Maximale', paused: 'En pause' },
    hint: {
      gentle: 'Prend moins de place pendant que vous utilisez SoniqueBay, et tout ce qu’il y a dès que vous ne l’utilisez plus.',
      full: 'Prend tout ce qu’il y a, tant que la page et votre musique suivent.',
      paused: 'Rien n’est parcouru ni analysé.',
    },
    workers: 'Aucun processus | {n} processus sur {most} | {n} processus sur {most}',
    why: {
      charger: 'Attend que cet appareil soit branché',
      music: 'moins, car la musique a sauté',
      busy: 'moins, car la page était lente',
      battery: 'moins, pour ménager la batterie',
      person: 'moins, pendant que vous utilisez l’application',
      gentle: 'rien ne la freine',
      full: 'rien ne la freine',
    },
    onlyCharging: 'Seulement sur secteur',
    onlyChargingHint: 'L’analyse attend pendant que cet appareil est sur batterie.',
    overnight: 'Analyser pendant la nuit',
    overnightNothing: 'Il ne reste rien à analyser.',
    overnightHint: 'Vitesse maximale, écran allumé tant que cet onglet est au premier plan. S’arrête tout seul quand tout est fait.',
  },
};
