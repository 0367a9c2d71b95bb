// Audio formats that are told by their first bytes and that WebCodecs does not decode.

const SIGNATURES: readonly (readonly [name: string, bytes: string, at: number])[] = [
  ['AIFF', 'AIFF', 8],
  ['AIFF-C', 'AIFC', 8],
  ['WavPack', 'wvpk', 0],
  ['Monkey’s Audio', 'MAC ', 0],
  ['Musepack', 'MPCK', 0],
  ['Musepack', 'MP+', 0],
  ['True Audio', 'TTA1', 0],
  ['DSD (DSF)', 'DSD ', 0],
  ['DSD (DSDIFF)', 'FRM8', 0],
  ['Windows Media Audio', '\x30\x26\xb2\x75\x8e\x66\xcf\x11', 0],
  ['AC-3', '\x0b\x77', 0],
  ['DTS', '\x7f\xfe\x80\x01', 0],
  ['TAK', 'tBaK', 0],
  ['OptimFROG', 'OFR ', 0],
  ['AAC (ADIF)', 'ADIF', 0],
  ['MIDI', 'MThd', 0],
];

/** @param head the first bytes of a file @returns the name of the format, or null when it is none of these */
export function foreignFormat(head: Uint8Array): string | null {
  const found = SIGNATURES.find(([, bytes, at]) => [...bytes].every((byte, i) => head[at + i] === byte.charCodeAt(0)));
  return found?.[0] ?? null;
}
