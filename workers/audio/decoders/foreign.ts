// Files that neither mediabunny nor the browser opens: told by their first bytes, decoded by a package of their own.
import { err, messageOf, type Result, ok } from '../../../src/domain/result';
import { openAc3 } from './ac3';
import { openAiff } from './aiff';
import { viewOf } from './bytes';
import { openCaf } from './caf';
import { isDsdiff, openDff, openDsf } from './dsd';
import { openDts } from './dts';
import { openMusepack } from './musepack';
import { NoDecoderError } from './pcm';
import type { StreamFile } from './stream';
import { openTta } from './tta';
import { openWavPack } from './wavpack';
import { openWma } from './wma';
import { readError } from '../read-error';
import { trapOf } from '../trap';

type Open = (file: Blob) => Promise<StreamFile>;

interface Foreign {
  readonly name: string;
  /** Absent where no decoder exists that may be shipped. */
  readonly open?: Open;
}

/** @param bytes one character each @param at where they are */
type Signature = readonly [bytes: string, at: number, foreign: Foreign];

const AIFF: Foreign = { name: 'AIFF', open: openAiff };
const MUSEPACK: Foreign = { name: 'Musepack', open: openMusepack };
const DTS: Foreign = { name: 'DTS', open: openDts };

const SIGNATURES: readonly Signature[] = [
  ['AIFF', 8, AIFF],
  ['AIFC', 8, AIFF],
  ['wvpk', 0, { name: 'WavPack', open: openWavPack }],
  ['TTA1', 0, { name: 'True Audio', open: openTta }],
  ['TTA2', 0, { name: 'True Audio 2' }],
  ['MPCK', 0, MUSEPACK],
  ['MP+', 0, MUSEPACK],
  ['DSD ', 0, { name: 'DSD (DSF)', open: openDsf }],
  ['FRM8', 0, { name: 'DSD (DSDIFF)', open: openDff }],
  ['\x30\x26\xb2\x75\x8e\x66\xcf\x11', 0, { name: 'Windows Media Audio', open: openWma }],
  ['\x0b\x77', 0, { name: 'AC-3', open: openAc3 }],
  ['\x7f\xfe\x80\x01', 0, DTS],
  ['\xfe\x7f\x01\x80', 0, DTS],
  ['\x1f\xff\xe8\x00', 0, DTS],
  ['\xff\x1f\x00\xe8', 0, DTS],
  ['caff', 0, { name: 'Core Audio Format', open: openCaf }],
  ['MAC ', 0, { name: 'Monkey’s Audio' }],
  ['tBaK', 0, { name: 'TAK' }],
  ['OFR ', 0, { name: 'OptimFROG' }],
  ['ADIF', 0, { name: 'AAC (ADIF)' }],
  ['MThd', 0, { name: 'MIDI' }],
];

/** @param file without tags before it @returns null when it is none of these; else how it is decoded, or why not */
export async function openForeign(file: Blob): Promise<Result<StreamFile> | null> {
  const head = await viewOf(file, 0, 16);
  const foreign = SIGNATURES.find(([bytes, at]) => [...bytes].every((char, i) => head.getUint8(at + i) === char.charCodeAt(0)))?.[2];
  if (!foreign || (foreign.open === openDff && !isDsdiff(head))) return null;
  if (!foreign.open) return err('unsupported-format', `${foreign.name} has no decoder here.`);
  try {
    return ok(await foreign.open(file));
  } catch (thrown) {
    const access = readError(thrown);
    if (access) return { ok: false, error: access };
    if (thrown instanceof NoDecoderError) return err('unsupported-format', `${foreign.name}: ${thrown.message}`);
    return { ok: false, error: { code: 'decode-failed', detail: `${foreign.name}: ${messageOf(thrown)}`, ...trapOf(thrown) } };
  }
}
