// WAV files for tests: distinct noise for each seed, tags and a picture where wanted.

/** A second of 8-bit noise at 8 kHz. @param id3 an ID3v2 tag to keep in a chunk of its own */
export function wav(seed: number, id3: Uint8Array = new Uint8Array(0)): Uint8Array<ArrayBuffer> {
  const samples = 8000;
  const extra = id3.length > 0 ? 8 + id3.length + (id3.length & 1) : 0;
  const bytes = new Uint8Array(44 + samples + extra);
  const view = new DataView(bytes.buffer);
  const word = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at);
  word(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  word(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, samples, true);
  view.setUint32(28, samples, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  word(36, 'data');
  view.setUint32(40, samples, true);
  let state = (seed + 1) * 2654435761;
  for (let i = 0; i < samples; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[44 + i] = state >>> 24;
  }
  if (extra > 0) {
    word(44 + samples, 'id3 ');
    view.setUint32(48 + samples, id3.length, true);
    bytes.set(id3, 52 + samples);
  }
  return bytes;
}

/** An ID3v2.4 tag of text frames and at most one front cover. */
export function id3(texts: Readonly<Record<string, string>>, picture: Uint8Array | null = null): Uint8Array {
  const frames = Object.entries(texts).map(([id, text]) => frame(id, concat([Uint8Array.of(3), new TextEncoder().encode(text)])));
  if (picture) frames.push(frame('APIC', concat([Uint8Array.of(3), new TextEncoder().encode('image/png\0'), Uint8Array.of(3, 0), picture])));
  const body = concat(frames);
  return concat([new TextEncoder().encode('ID3'), Uint8Array.of(4, 0, 0), syncsafe(body.length), body]);
}

function frame(id: string, body: Uint8Array): Uint8Array {
  return concat([new TextEncoder().encode(id), syncsafe(body.length), Uint8Array.of(0, 0), body]);
}

function syncsafe(value: number): Uint8Array {
  return Uint8Array.of((value >> 21) & 127, (value >> 14) & 127, (value >> 7) & 127, value & 127);
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
