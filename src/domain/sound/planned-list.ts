// Lists that grow with a recording, laid out beforehand for the length that it is said to have.

/** More than a plan, so that a length that is told a little too short copies nothing. */
const SLACK = 1000;
/** Plans lie: room is made beforehand for so much at most. */
const MOST_PLANNED_S = 6 * 3600;

/**
 * Zeros. Memory that nothing was written to costs none; a list that only grows by doubling would hold up to twice as much, and three times
 * while it is copied.
 * @param plannedS how long the recording is said to be, s; it may be longer
 * @param perSecond values a second
 */
export function plannedList(plannedS: number, perSecond: number): Float32Array {
  return new Float32Array(Math.ceil((plannedS > 0 ? Math.min(plannedS, MOST_PLANNED_S) : 0) * perSecond) + SLACK);
}

/** The same values, with room for so many at least. */
export function withRoom(values: Float32Array, length: number): Float32Array {
  if (length <= values.length) return values;
  const longer = new Float32Array(Math.max(length, 2 * values.length));
  longer.set(values);
  return longer;
}
