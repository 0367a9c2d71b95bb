// The keys of the line that one seeks on.

/** Where the keys of a slider lead, or null for keys that are not its own. Steps as the rest of the app: 5 s, pages of 30 s. */
export function seekByKey(key: string, positionS: number, durationS: number): number | null {
  const steps: Record<string, number> = { ArrowRight: 5, ArrowUp: 5, ArrowLeft: -5, ArrowDown: -5, PageUp: 30, PageDown: -30 };
  if (key === 'Home') return 0;
  if (key === 'End') return durationS;
  const step = steps[key];
  return step === undefined ? null : Math.min(durationS, Math.max(0, positionS + step));
}
