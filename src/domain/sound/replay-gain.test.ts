import { describe, expect, it } from 'vitest';
import { replayGainDb } from './replay-gain';

describe('ReplayGain 2', () => {
  it('brings everything to −18 LUFS', () => expect([-9, -18, -23].map(replayGainDb)).toEqual([-9, 0, 5]));
  it('has no gain for silence', () => expect(replayGainDb(null)).toBeNull());
});
