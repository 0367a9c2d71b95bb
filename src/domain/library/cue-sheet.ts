// Cue sheets: which tracks one big file holds, and what they are called. The format is that of CDRWIN's user guide, with what EAC and foobar2000 add in remarks.
import type { RootId } from './ids';
import { normalName, stemOf } from './file-names';

/** Frames of a CD in a second: the unit of all times of a sheet. */
export const CD_FRAMES = 75;

export interface CueTrack {
  readonly no: number;
  readonly title?: string;
  readonly performer?: string;
  readonly songwriter?: string;
  readonly isrc?: string;
  /** Where its sound begins (INDEX 01), in frames from the start of its file. The gap ahead of it (INDEX 00) belongs to the track before. */
  readonly startFrame: number;
  readonly remarks?: CueRemarks;
}

/** Remarks that mean something to us, by their names in lower case: `date`, `genre`, `discnumber`, `replaygain_track_gain`. */
export type CueRemarks = Readonly<Record<string, string>>;

export interface CueFile {
  /** As written, often with the ending of the WAV that it was made from. */
  readonly name: string;
  /** Audio tracks that begin in it, in order of their places. */
  readonly tracks: readonly CueTrack[];
}

export interface CueSheet {
  readonly title?: string;
  readonly performer?: string;
  readonly songwriter?: string;
  readonly catalog?: string;
  readonly remarks?: CueRemarks;
  readonly files: readonly CueFile[];
}

/** A sheet found in a folder. Device data, never synced. */
export interface CueSheetRow {
  readonly rootId: RootId;
  readonly path: string;
  readonly folder: string;
  readonly sheet: CueSheet;
}

/** One track of a file: a stretch of it, in CD frames. */
export interface CueSegment {
  readonly track: CueTrack;
  readonly startFrame: number;
  /** Null for the last: to the end of the file. */
  readonly endFrame: number | null;
}

/** A CD has 99; sheets of vinyl and of mixes number on. */
const MOST_TRACKS = 999;
const MOST_LETTERS = 1_000;

interface Draft {
  no: number;
  audio: boolean;
  title?: string;
  performer?: string;
  songwriter?: string;
  isrc?: string;
  remarks?: Record<string, string>;
}

/** What cannot be understood is passed over. @returns null where the text is no sheet with tracks */
export function parseCueSheet(text: string): CueSheet | null {
  const reader = new SheetReader();
  for (const line of text.split(/\r\n?|\n/u)) reader.take(words(line));
  return reader.sheet();
}

class SheetReader {
  readonly #sheet: { title?: string; performer?: string; songwriter?: string; catalog?: string; remarks?: Record<string, string> } = {};
  readonly #files: { readonly name: string; readonly tracks: CueTrack[] }[] = [];
  #track: Draft | null = null;

  take([command = '', first = '', ...more]: string[]): void {
    const about = this.#track ?? this.#sheet;
    switch (command.toUpperCase()) {
      case 'FILE': return void this.#files.push({ name: first.slice(0, MOST_LETTERS), tracks: [] });
      case 'TRACK': return this.#begin(Number(first), more[0] ?? 'AUDIO');
      case 'INDEX': return this.#index(Number(first), more[0] ?? '');
      case 'TITLE': return void (about.title = field(first, more));
      case 'PERFORMER': return void (about.performer = field(first, more));
      case 'SONGWRITER': return void (about.songwriter = field(first, more));
      case 'CATALOG': return void (this.#sheet.catalog = field(first, more));
      case 'ISRC': return void (this.#track && (this.#track.isrc = field(first, more)));
      case 'REM': return this.#remark(first, more);
      // FLAGS say how to burn, PREGAP and POSTGAP are silence that no file holds.
      default: return;
    }
  }

  sheet(): CueSheet | null {
    const files = this.#files.flatMap(({ name, tracks }) => (tracks.length > 0 ? [{ name, tracks: tracks.toSorted((a, b) => a.startFrame - b.startFrame) }] : []));
    return files.length > 0 ? { ...this.#sheet, files } : null;
  }

  #begin(no: number, kind: string): void {
    this.#track = { no, audio: kind.toUpperCase() === 'AUDIO' && Number.isInteger(no) && no >= 0 && no <= MOST_TRACKS };
  }

  /** A track belongs to the file in which its sound begins; its gap may end the one before. */
  #index(no: number, time: string): void {
    const startFrame = framesOf(time);
    const file = this.#files.at(-1);
    if (no !== 1 || startFrame === null || !file || !this.#track || file.tracks.length >= MOST_TRACKS) return;
    const { audio, ...track } = this.#track;
    this.#track = { ...track, audio: false };
    if (audio) file.tracks.push({ ...track, startFrame });
  }

  #remark(name: string, value: string[]): void {
    if (name === '' || value.length === 0) return;
    const about = this.#track ?? this.#sheet;
    about.remarks = { ...about.remarks, [name.toLowerCase()]: value.join(' ').slice(0, MOST_LETTERS) };
  }
}

/** Some write texts without quotes. */
function field(first: string, more: string[]): string | undefined {
  const text = [first, ...more].join(' ').trim().slice(0, MOST_LETTERS);
  return text === '' ? undefined : text;
}

/** Words of a line, quoted ones whole; the last quote of a line may be missing. */
function words(line: string): string[] {
  return [...line.trim().matchAll(/"([^"]*)"?|(\S+)/gu)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

/** `mm:ss:ff`, of which minutes may have more digits. */
function framesOf(time: string): number | null {
  const [, minutes, seconds, frames = '0'] = /^(\d{1,4}):(\d{1,2})(?::(\d{1,2}))?$/u.exec(time) ?? [];
  return minutes === undefined ? null : (Number(minutes) * 60 + Number(seconds)) * CD_FRAMES + Number(frames);
}

/** The tracks that a sheet makes of a file: none where it holds one alone, which then is the file itself. */
export function segmentsOf({ tracks }: CueFile): CueSegment[] {
  const apart = tracks.filter((track, i) => track.startFrame !== tracks[i - 1]?.startFrame);
  if (apart.length < 2) return [];
  return apart.map((track, i) => ({ track, startFrame: track.startFrame, endFrame: apart[i + 1]?.startFrame ?? null }));
}

/**
 * Which music file a sheet means by a name: the one of that name; of that name but for its ending; named like the sheet; or the
 * only one there is.
 * @param sheetName file name of the sheet @param files how many files the sheet names @param music names of the folder's music
 */
export function meantFile(written: string, sheetName: string, files: number, music: readonly string[]): string | null {
  const name = written.slice(Math.max(written.lastIndexOf('/'), written.lastIndexOf('\\')) + 1);
  const same = music.find((each) => each === name) ?? music.find((each) => normalName(each) === normalName(name));
  if (same !== undefined) return same;
  const likeIt = music.filter((each) => stemOf(each) === stemOf(name));
  if (likeIt.length > 0) return likeIt[0] ?? null;
  if (files !== 1) return null;
  return music.find((each) => stemOf(each) === stemOf(sheetName)) ?? (music.length === 1 ? (music[0] ?? null) : null);
}
