// What an encoder added before and after the music, as the file notes it: whoever plays without gaps leaves it out.

export interface Gapless {
  /** Frames that a decoder gives before the music begins, its own delay included. */
  readonly delayFrames: number;
  /** Frames after the music; null where the file tells its end only by `totalFrames`. */
  readonly paddingFrames: number | null;
  /** Frames of music, at the rate of the coded stream (48 kHz for Opus). */
  readonly totalFrames: number;
}

/** More than this is no note of an encoder: 2⁴⁰ frames are 290 days. */
const MOST_FRAMES = 2 ** 40;

function gapless(delayFrames: number, paddingFrames: number | null, totalFrames: number): Gapless | null {
  const given = [delayFrames, paddingFrames ?? 0, totalFrames];
  return given.every((value) => Number.isInteger(value) && value >= 0 && value < MOST_FRAMES) && totalFrames > 0 ? { delayFrames, paddingFrames, totalFrames } : null;
}

/** @returns what another device said, when it can be true */
export function gaplessSaid(value: unknown): Gapless | null {
  if (typeof value !== 'object' || value === null) return null;
  const { delayFrames, paddingFrames = null, totalFrames } = value as Partial<Record<keyof Gapless, unknown>>;
  const isPadding = paddingFrames === null || typeof paddingFrames === 'number';
  return typeof delayFrames === 'number' && isPadding && typeof totalFrames === 'number' ? gapless(delayFrames, paddingFrames, totalFrames) : null;
}

/** What every MP3 decoder adds (528 + 1 frames), which the tag of LAME leaves out. */
const MP3_DECODER_DELAY = 529;
const XING_FRAMES = 1, XING_BYTES = 2, XING_TABLE = 4, XING_QUALITY = 8;

/**
 * The first frame of an MP3 file, where LAME and most others (libavformat too) write their delay and padding: behind the fields
 * of Xing, 21 bytes into the encoder's own, 12 bits each. Source: the "Info tag" specification of LAME, revision 1.
 * @param frame from its sync on @returns null where there is no such tag
 */
export function lameGapless(frame: Uint8Array): Gapless | null {
  if (frame.length < 192 || frame[0] !== 0xff || ((frame[1] as number) & 0xe6) !== 0xe2) return null;
  const view = new DataView(frame.buffer, frame.byteOffset, frame.length);
  const version1 = ((frame[1] as number) & 0x18) === 0x18;
  const mono = (frame[3] as number) >> 6 === 3;
  const tagAt = 4 + (version1 ? (mono ? 17 : 32) : mono ? 9 : 17);
  if (!['Xing', 'Info'].includes(asciiAt(frame, tagAt, 4))) return null;
  const flags = view.getUint32(tagAt + 4);
  if (!(flags & XING_FRAMES)) return null;
  const lameAt = tagAt + 12 + (flags & XING_BYTES ? 4 : 0) + (flags & XING_TABLE ? 100 : 0) + (flags & XING_QUALITY ? 4 : 0);
  if (lameAt + 24 > frame.length || !/^(LAME|Lavf|Lavc|GOGO)/.test(asciiAt(frame, lameAt, 4))) return null;
  const notes = ((view.getUint8(lameAt + 21) << 16) | view.getUint16(lameAt + 22)) >>> 0;
  const [delay, padding] = [notes >> 12, notes & 0xfff];
  const coded = view.getUint32(tagAt + 8) * (version1 ? 1152 : 576);
  return gapless(delay + MP3_DECODER_DELAY, Math.max(0, padding - MP3_DECODER_DELAY), coded - delay - padding);
}

/**
 * iTunes' note: a zero, then delay, padding and length in hexadecimal.
 * @param text such as ` 00000000 00000840 000001CA 00000000003F31F6 …`
 */
export function itunesGapless(text: string): Gapless | null {
  const match = /^\s*[0-9a-f]{8} ([0-9a-f]{8}) ([0-9a-f]{8}) ([0-9a-f]{16})\b/i.exec(text);
  const [delay, padding, total] = (match?.slice(1) ?? []).map((digits) => parseInt(digits, 16));
  return delay === undefined || padding === undefined || total === undefined ? null : gapless(delay, padding, total);
}

/**
 * Opus and Vorbis in Ogg. Opus says how much to leave out at the start (RFC 7845, section 5.1); where the music ends is the
 * position of the last page, in both.
 * @param head the first page and more @param tail the end of the file
 */
export function oggGapless(head: Uint8Array, tail: Uint8Array): Gapless | null {
  if (asciiAt(head, 0, 4) !== 'OggS' || head.length < 48) return null;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const packetAt = 27 + view.getUint8(26);
  const isOpus = asciiAt(head, packetAt, 8) === 'OpusHead';
  if (!isOpus && asciiAt(head, packetAt, 7) !== '\x01vorbis') return null;
  const end = lastPosition(tail, view.getUint32(14, true));
  const skip = isOpus && packetAt + 12 <= head.length ? view.getUint16(packetAt + 10, true) : 0;
  return end === null ? null : gapless(skip, null, end - skip);
}

/** The position of the last page of a stream that carries one: all ones mean that no packet ends there. */
function lastPosition(tail: Uint8Array, stream: number): number | null {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.length);
  for (let at = tail.lastIndexOf(0x4f); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(0x4f, at - 1)) {
    if (at + 27 > tail.length || asciiAt(tail, at, 4) !== 'OggS' || view.getUint32(at + 14, true) !== stream) continue;
    const high = view.getUint32(at + 10, true);
    if (high !== 0xffff_ffff) return high * 2 ** 32 + view.getUint32(at + 6, true);
  }
  return null;
}

/**
 * MP4 and QuickTime: iTunes' note where there is one, else the edit list of the first track of sound, as libavformat writes it.
 * @param moov the body of the box `moov`
 */
export function mp4Gapless(moov: Uint8Array): Gapless | null {
  return itunesNote(moov) ?? editList(moov);
}

const NOTE = 'iTunSMPB';
/** From its name to its text lie the head of the box `data`, its type and its language. */
const NOTE_REACH = 16 + 64;

function itunesNote(moov: Uint8Array): Gapless | null {
  for (let at = moov.indexOf(0x69); at >= 0; at = moov.indexOf(0x69, at + 1)) {
    if (asciiAt(moov, at, NOTE.length) === NOTE) return itunesGapless(asciiAt(moov, at + NOTE.length + 16, NOTE_REACH));
  }
  return null;
}

function editList(moov: Uint8Array): Gapless | null {
  const movieHz = timescale(boxOf(moov, ['mvhd']));
  const trak = boxesOf(moov).find(({ type, body }) => type === 'trak' && asciiAt(boxOf(body, ['mdia', 'hdlr']) ?? new Uint8Array(0), 8, 4) === 'soun')?.body;
  const mediaHz = timescale(trak && boxOf(trak, ['mdia', 'mdhd']));
  const elst = trak && boxOf(trak, ['edts', 'elst']);
  if (!movieHz || !mediaHz || !elst || elst.length < 20) return null;
  const view = new DataView(elst.buffer, elst.byteOffset, elst.length);
  const wide = view.getUint8(0) === 1;
  if (view.getUint32(4) !== 1 || (wide && elst.length < 28)) return null;
  const duration = wide ? wideAt(view, 8) : view.getUint32(8);
  const mediaTime = wide ? wideAt(view, 16) : view.getInt32(12);
  return gapless(mediaTime, null, Math.round((duration * mediaHz) / movieHz));
}

/** Of `mvhd` and `mdhd`: units a second. For sound, those of `mdhd` are its rate. */
function timescale(box: Uint8Array | null | undefined): number {
  if (!box || box.length < 24) return 0;
  return new DataView(box.buffer, box.byteOffset, box.length).getUint32(box[0] === 1 ? 20 : 12);
}

function wideAt(view: DataView, at: number): number {
  return view.getUint32(at) * 2 ** 32 + view.getUint32(at + 4);
}

function boxOf(body: Uint8Array, path: readonly string[]): Uint8Array | null {
  return path.reduce<Uint8Array | null>((within, type) => (within && boxesOf(within).find((box) => box.type === type)?.body) ?? null, body);
}

function boxesOf(body: Uint8Array): { readonly type: string; readonly body: Uint8Array }[] {
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  const boxes: { type: string; body: Uint8Array }[] = [];
  for (let at = 0; at + 8 <= body.length; ) {
    const length = view.getUint32(at);
    if (length < 8) break;
    boxes.push({ type: asciiAt(body, at + 4, 4), body: body.subarray(at + 8, at + length) });
    at += length;
  }
  return boxes;
}

function asciiAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
