// Checks MessagePack before it is decoded, without making any value: a header of five bytes may claim four thousand million items.

/** Deeper than any body of the API. */
const MAX_DEPTH = 12;
/** Values of all kinds, keys included; the largest push has about a tenth. */
const MAX_VALUES = 1_000_000;

/** Whether the bytes are exactly one well-formed value: whole, not too deep, not too many parts. Extension types are refused: the API has none. */
export function isSoundMsgpack(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  /** How many values are still to come at each level. */
  const open: number[] = [1];
  let at = 0;
  for (let values = 0; open.length > 0; values++) {
    if (values > MAX_VALUES || at >= bytes.length) return false;
    const head = headAt(view, at);
    if (!head) return false;
    at += head.size;
    if (at > bytes.length || head.children > bytes.length - at) return false;
    open[open.length - 1] = (open.at(-1) ?? 0) - 1;
    if (head.children > 0) open.push(head.children);
    if (open.length > MAX_DEPTH) return false;
    while (open.length > 0 && open.at(-1) === 0) open.pop();
  }
  return at === bytes.length;
}

interface Head {
  /** Bytes of the value without its children. */
  readonly size: number;
  /** Values inside: items, or keys and values. */
  readonly children: number;
}

function headAt(view: DataView, at: number): Head | null {
  const byte = view.getUint8(at);
  if (byte <= 0x7f || byte >= 0xe0) return leaf(1);
  if (byte <= 0x8f) return { size: 1, children: 2 * (byte & 0x0f) };
  if (byte <= 0x9f) return { size: 1, children: byte & 0x0f };
  if (byte <= 0xbf) return leaf(1 + (byte & 0x1f));
  return longHeadAt(view, at, byte);
}

/** Formats whose first byte says the kind alone. See the MessagePack specification, "Formats". */
function longHeadAt(view: DataView, at: number, byte: number): Head | null {
  switch (byte) {
    case 0xc0: case 0xc2: case 0xc3: return leaf(1);
    case 0xcc: case 0xd0: return leaf(2);
    case 0xcd: case 0xd1: return leaf(3);
    case 0xca: case 0xce: case 0xd2: return leaf(5);
    case 0xcb: case 0xcf: case 0xd3: return leaf(9);
    case 0xc4: case 0xd9: return sized(view, at, 1);
    case 0xc5: case 0xda: return sized(view, at, 2);
    case 0xc6: case 0xdb: return sized(view, at, 4);
    case 0xdc: return counted(view, at, 2, 1);
    case 0xdd: return counted(view, at, 4, 1);
    case 0xde: return counted(view, at, 2, 2);
    case 0xdf: return counted(view, at, 4, 2);
    default: return null;
  }
}

function leaf(size: number): Head {
  return { size, children: 0 };
}

function sized(view: DataView, at: number, width: 1 | 2 | 4): Head | null {
  const length = lengthAt(view, at + 1, width);
  return length === null ? null : leaf(1 + width + length);
}

function counted(view: DataView, at: number, width: 2 | 4, parts: 1 | 2): Head | null {
  const count = lengthAt(view, at + 1, width);
  return count === null ? null : { size: 1 + width, children: count * parts };
}

function lengthAt(view: DataView, at: number, width: 1 | 2 | 4): number | null {
  if (at + width > view.byteLength) return null;
  if (width === 1) return view.getUint8(at);
  return width === 2 ? view.getUint16(at) : view.getUint32(at);
}
