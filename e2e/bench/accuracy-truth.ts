// The truth that measured tempos and keys are held against: a CSV file with the columns file, bpm and key, in any order, among others.
import { keyOf } from '../../src/domain/sound/key-name';
import type { KeyName } from '../../src/domain/sound/sound';

export interface TruthRow {
  /** As the CSV writes it, relative to the CSV. */
  readonly file: string;
  /** null where it is not known. */
  readonly bpm: number | null;
  readonly key: KeyName | null;
}

/** A note, then the mode: `F# major`, `D♭ minor`, `A:min`, `Bbm`, `C`. */
const KEY = /^([A-G])([#♯b♭]?)[\s:]*(.*)$/i;
const MODES: Readonly<Record<string, string>> = { '': 'major', m: 'minor', min: 'minor', minor: 'minor', maj: 'major', major: 'major' };

/** @throws Error for a table without those columns, a line without a file, and a tempo or key that cannot be read: such a line would be counted wrong */
export function parseTruth(csv: string): readonly TruthRow[] {
  const [header = [], ...lines] = csvLines(csv);
  const [fileAt, bpmAt, keyAt] = ['file', 'bpm', 'key'].map((name) => header.findIndex((each) => each.trim().toLowerCase() === name)) as [number, number, number];
  if (fileAt < 0 || (bpmAt < 0 && keyAt < 0)) throw new Error('The table needs the columns file, bpm and key.');
  return lines.map((cells, i) => {
    const cell = (at: number) => cells[at]?.trim() ?? '';
    if (cell(fileAt) === '') throw new Error(`Row ${i + 1} names no file.`);
    return { file: cell(fileAt), bpm: readBpm(cell(bpmAt)), key: readKey(cell(keyAt)) };
  });
}

function readBpm(text: string): number | null {
  if (text === '') return null;
  const bpm = Number(text);
  if (!(bpm > 0 && Number.isFinite(bpm))) throw new Error(`"${text}" is no tempo.`);
  return bpm;
}

function readKey(text: string): KeyName | null {
  if (text === '') return null;
  const [, note = '', accidental = '', scale = ''] = KEY.exec(text) ?? [];
  const mode = MODES[scale.trim() === 'M' ? 'major' : scale.trim().toLowerCase()];
  const key = mode === undefined ? null : keyOf(note.toUpperCase() + accidental.replace('♯', '#').replace('♭', 'b'), mode);
  if (!key) throw new Error(`"${text}" is no key.`);
  return key;
}

/** Lines of cells after RFC 4180: quotes around what holds commas, doubled inside. Empty lines are left out. */
function csvLines(csv: string): string[][] {
  const lines: string[][] = [];
  for (const [, quoted, plain = '', end] of csv.replace(/^\uFEFF/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    if (lines.length === 0) lines.push([]);
    lines.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') lines.push([]);
  }
  return lines.filter((cells) => cells.some((cell) => cell !== ''));
}
