// The chromagram as a picture: a column for each stretch of time, a row for each pitch class, C at the bottom.

const PITCHES = 12;
/** What is soft in a chord is mostly overtones: a power over 1 lets the notes stand out. */
const CONTRAST = 1.6;

export function chromaColumns(chromagram: Uint8Array): number {
  return Math.floor(chromagram.length / PITCHES);
}

/** One pixel a value, as opaque as it is strong, in one colour. */
export function paintChroma(context: CanvasRenderingContext2D, chromagram: Uint8Array, color: string): void {
  const columns = chromaColumns(chromagram);
  context.clearRect(0, 0, columns, PITCHES);
  context.fillStyle = color;
  for (let x = 0; x < columns; x++) {
    for (let pitch = 0; pitch < PITCHES; pitch++) {
      context.globalAlpha = ((chromagram[x * PITCHES + pitch] as number) / 255) ** CONTRAST;
      context.fillRect(x, PITCHES - 1 - pitch, 1, 1);
    }
  }
}

/** How much of each pitch class there is, 0–1, the strongest at 1; none where there is no picture. */
export function pitchShares(chromagram: Uint8Array): number[] {
  const sums = new Array<number>(PITCHES).fill(0);
  for (let i = 0; i < chromaColumns(chromagram) * PITCHES; i++) sums[i % PITCHES] = (sums[i % PITCHES] as number) + (chromagram[i] as number);
  const most = Math.max(...sums);
  return most > 0 ? sums.map((sum) => sum / most) : [];
}
