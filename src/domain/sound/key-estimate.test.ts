import { describe, expect, it } from 'vitest';
import { decimated } from './key-decimation';
import { estimateKey } from './key-estimate';
import { keyOf } from './key-name';
import { chordSong, noiseBursts } from './testing/chord-song';

const RATE_HZ = 22050;
const songs = [
  { note: 'C', scale: 'major', a4Hz: 440 }, { note: 'F#', scale: 'major', a4Hz: 440 }, { note: 'A', scale: 'minor', a4Hz: 440 },
  { note: 'Eb', scale: 'minor', a4Hz: 440 }, { note: 'D', scale: 'major', a4Hz: 432 }, { note: 'G', scale: 'minor', a4Hz: 446 },
] as const;

describe('the key of made chords', () => {
  it.each(songs)('$note $scale at a′ = $a4Hz Hz', ({ note, scale, a4Hz }) => {
    const named = keyOf(note, scale);
    const { key } = estimateKey(chordSong(named, RATE_HZ, a4Hz), [], RATE_HZ);
    expect(key).toMatchObject({ ...named });
    expect(key?.tuningHz).toBeGreaterThan(a4Hz - 1);
    expect(key?.tuningHz).toBeLessThan(a4Hz + 1);
    expect(key?.confidence).toBeGreaterThan(0.5);
  });

  it('comes with the relative, the parallel and both keys a fifth away, none stronger than itself', () => {
    const { key } = estimateKey(chordSong({ tonic: 0, mode: 'major' }, RATE_HZ, 440), [], RATE_HZ);
    const others = key?.alternatives ?? [];
    expect(others.map(({ tonic, mode }) => `${tonic} ${mode}`)).toEqual(expect.arrayContaining(['9 minor', '0 minor', '7 major', '5 major']));
    expect(Math.max(...others.map((each) => each.strength))).toBeLessThanOrEqual(key?.strength ?? 0);
  });

  it.each([8000, 16000, 44100, 48000, 96000])('is the same at %i Hz', (rateHz) => {
    expect(estimateKey(chordSong({ tonic: 4, mode: 'major' }, rateHz, 440), [], rateHz).key).toMatchObject({ tonic: 4, mode: 'major' });
  });
});

describe('what has no key', () => {
  it.each([
    ['noise bursts', noiseBursts(RATE_HZ)],
    ['silence', new Float32Array(RATE_HZ * 5)],
    ['damaged samples', new Float32Array(RATE_HZ * 5).fill(NaN)],
    ['less than a frame', new Float32Array(100).fill(0.5)],
    ['nothing', new Float32Array(0)],
  ])('%s', (_, samples) => expect(estimateKey(samples, [], RATE_HZ).key).toBeNull());
});

describe('the chromagram', () => {
  it('has a column of 12 for each look, C first, 255 where it is loudest', () => {
    const tone = (hz: number) => decimated(Float32Array.from({ length: 8192 }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * i) / RATE_HZ)), RATE_HZ);
    const { chromagram } = estimateKey(chordSong({ tonic: 0, mode: 'major' }, RATE_HZ, 440), [tone(261.63), tone(440), new Float32Array(0)], RATE_HZ);
    const columns = [0, 1, 2].map((i) => [...(chromagram ?? []).slice(12 * i, 12 * i + 12)]);
    expect(columns.map((column) => column.indexOf(Math.max(...column)))).toEqual([0, 9, 0]);
    expect([Math.max(...(chromagram ?? [])), columns[2]]).toEqual([255, Array(12).fill(0)]);
  });

  it('is null where nothing sounds', () => expect(estimateKey(new Float32Array(50000), [new Float32Array(2048)], RATE_HZ).chromagram).toBeNull());
});
