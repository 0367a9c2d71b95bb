// Gains that bring music to one loudness.

/** ReplayGain 2.0: −18 LUFS, which plays as loud as the 89 dB SPL of the first version. */
const REFERENCE_LUFS = -18;

/** ReplayGain 2.0 track gain, or album gain from `albumLoudness`, in dB; null for silence. */
export function replayGainDb(integratedLufs: number | null): number | null {
  return integratedLufs === null ? null : REFERENCE_LUFS - integratedLufs;
}
