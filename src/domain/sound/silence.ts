// Recordings in which there is nothing to hear.
import type { Loudness } from './sound';

/** dBFS: the absolute gate of BS.1770. A peak below it is heard by nobody. */
const SILENT_PEAK_DBFS = -70;

export function isSilent({ samplePeakDbfs }: Pick<Loudness, 'samplePeakDbfs'>): boolean {
  return samplePeakDbfs === null || samplePeakDbfs <= SILENT_PEAK_DBFS;
}
