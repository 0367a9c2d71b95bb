// A small band for tests: chords, bass and a drum of known tempo and key, written as WAV.

const RATE_HZ = 44100;
/** i – iv – V – i in A minor: the leading tone tells it from C major. */
const PROGRESSION = [[57, 60, 64], [62, 65, 69], [64, 68, 71], [57, 60, 64]] as const;
const BEATS_PER_CHORD = 4;

/** Mono, −1…1: A minor at the given tempo. */
export function aMinor(tempoBpm: number, seconds: number): Float32Array {
  const beatS = 60 / tempoBpm;
  let seed = 1;
  const noise = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2147483648 - 1;
  };
  return Float32Array.from({ length: Math.round(seconds * RATE_HZ) }, (_, i) => {
    const t = i / RATE_HZ;
    const beat = Math.floor(t / beatS);
    const sinceBeat = t - beat * beatS;
    const chord = PROGRESSION[Math.floor(beat / BEATS_PER_CHORD) % PROGRESSION.length] as readonly number[];
    const notes = chord.reduce((sum, pitch) => sum + note(pitch, t), 0) * Math.exp(-2 * sinceBeat);
    const kick = 0.5 * Math.sin(2 * Math.PI * 60 * sinceBeat) * Math.exp(-20 * sinceBeat);
    const snare = beat % 2 === 1 ? 0.25 * noise() * Math.exp(-25 * sinceBeat) : 0;
    return 0.12 * notes + 0.3 * note((chord[0] as number) - 24, t) * Math.exp(-4 * sinceBeat) + kick + snare;
  });
}

function note(pitch: number, t: number): number {
  const frequencyHz = 440 * 2 ** ((pitch - 69) / 12);
  return [1, 2, 3, 4].reduce((sum, harmonic) => sum + Math.sin(2 * Math.PI * frequencyHz * harmonic * t) / harmonic ** 2, 0);
}

/** 16-bit WAV of these channels. */
export function wav(planes: readonly Float32Array[], rateHz = RATE_HZ): Uint8Array<ArrayBuffer> {
  const channels = planes.length;
  const frames = planes[0]?.length ?? 0;
  const bytes = new Uint8Array(44 + frames * channels * 2);
  const view = new DataView(bytes.buffer);
  const text = (at: number, value: string) => [...value].forEach((c, i) => view.setUint8(at + i, c.charCodeAt(0)));
  text(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, rateHz, true);
  view.setUint32(28, rateHz * channels * 2, true);
  view.setUint16(32, channels * 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, frames * channels * 2, true);
  planes.forEach((plane, channel) => plane.forEach((x, i) =>
    view.setInt16(44 + (i * channels + channel) * 2, Math.round(Math.max(-1, Math.min(1, x)) * 32767), true)));
  return bytes;
}
