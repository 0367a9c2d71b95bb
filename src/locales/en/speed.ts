export default {
  speed: {
    title: 'Speed of the analysis',
    choose: 'Speed',
    mode: { gentle: 'Gentle', full: 'Full', paused: 'Paused' },
    hint: {
      gentle: 'Takes less while you use SoniqueBay, and all there is once you do not.',
      full: 'Takes all there is, as long as the page and your music keep up.',
      paused: 'Nothing is scanned or analysed.',
    },
    workers: 'No worker | {n} of {most} worker | {n} of {most} workers',
    why: {
      charger: 'Waits until this device is plugged in',
      music: 'fewer, because the music stuttered',
      busy: 'fewer, because the page was slow',
      battery: 'fewer, to save the battery',
      person: 'less, while you use the app',
      gentle: 'nothing holds it back',
      full: 'nothing holds it back',
    },
    onlyCharging: 'Only while plugged in',
    onlyChargingHint: 'Analysis waits while this device runs on its battery.',
    overnight: 'Analyse overnight',
    overnightNothing: 'Nothing is left to analyse.',
    overnightHint: 'Full speed with the screen kept on while this tab is in front. Switches itself off when all is done.',
  },
};
