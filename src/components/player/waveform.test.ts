import { describe, expect, it } from 'vitest';
import { barsOf, seekByKey, waveformPath } from './waveform';

describe('waveform', () => {
  it('keeps the peak of each slice and lets the loudest fill the height', () => {
    expect(barsOf(Uint8Array.of(10, 50, 100, 0), 2)).toEqual([0.5, 1]);
  });

  it('draws silence as flat bars, not as nothing', () => {
    expect(barsOf(new Uint8Array(4), 2)).toEqual([0, 0]);
    expect(waveformPath(new Uint8Array(4), 8, 20)).toBe('M2 9V11M6 9V11');
  });

  it('never draws more bars than it has points', () => {
    expect(waveformPath(new Uint8Array(3), 400, 20).match(/M/g)).toHaveLength(3);
  });

  it('draws nothing without room', () => {
    expect(waveformPath(new Uint8Array(400), 0, 20)).toBe('');
  });
});

describe('seeking by key', () => {
  it('steps by five seconds and stays inside the track', () => {
    expect(seekByKey('ArrowRight', 10, 60)).toBe(15);
    expect(seekByKey('ArrowLeft', 3, 60)).toBe(0);
    expect(seekByKey('End', 3, 60)).toBe(60);
  });

  it('leaves other keys alone', () => {
    expect(seekByKey('a', 3, 60)).toBeNull();
  });
});
