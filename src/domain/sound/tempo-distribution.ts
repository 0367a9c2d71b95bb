// TempoCNN's answer: how likely each tempo of 30–285 BPM is (class i is 30 + i BPM).

export const FIRST_BPM = 30;

/** The share of the distribution within a part of a tempo, e.g. 0.04. */
export function massNear(distribution: ArrayLike<number>, tempoBpm: number, reach: number): number {
  const first = Math.max(0, Math.ceil(tempoBpm * (1 - reach) - FIRST_BPM));
  const last = Math.min(distribution.length - 1, Math.floor(tempoBpm * (1 + reach) - FIRST_BPM));
  let mass = 0;
  for (let i = first; i <= last; i++) mass += distribution[i] as number;
  return mass;
}
