// FLAC files for tests: a real one with other comments.

/** A FLAC file with these comments in place of its own. */
export function withComments(flac: Uint8Array, comments: readonly string[]): Uint8Array<ArrayBuffer> {
  const texts = ['test', ...comments].map((text) => new TextEncoder().encode(text));
  const length = texts.reduce((sum, text) => sum + 4 + text.length, 4);
  const block = new Uint8Array(4 + length);
  const view = new DataView(block.buffer);
  view.setUint32(0, (4 << 24) | length);
  let at = 4;
  texts.forEach((text, i) => {
    view.setUint32(at, text.length, true);
    block.set(text, at + 4);
    at += 4 + text.length;
    if (i === 0) view.setUint32(at, comments.length, true);
    if (i === 0) at += 4;
  });
  // Behind the stream's own block, in place of its comments.
  const rest: Uint8Array[] = [];
  let from = 4;
  for (let last = false; !last;) {
    const head = new DataView(flac.buffer, flac.byteOffset + from).getUint32(0);
    last = head >>> 31 === 1;
    const end = from + 4 + (head & 0xffffff);
    if (((head >>> 24) & 127) === 0) rest.push(flac.slice(from, end));
    from = end;
  }
  rest.push(block);
  rest.forEach((each, i) => {
    each[0] = ((each[0] as number) & 127) | (i === rest.length - 1 ? 128 : 0);
  });
  const parts = [flac.subarray(0, 4), ...rest, flac.subarray(from)];
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((offset, part) => {
    whole.set(part, offset);
    return offset + part.length;
  }, 0);
  return whole;
}
