// Discs of one album, as folders and album titles name them: `CD1`, `Disque 2 - Live`, `Album (Disc 1)`, `Album [CD2]`.

/** Which disc, and what it is called. */
export interface DiscMark {
  readonly no: number;
  readonly subtitle: string | null;
}

/** An album title that names one of its discs. */
export interface DiscTitle extends DiscMark {
  /** The title without the disc. */
  readonly album: string;
  /** False for `Album CD 1`, which may be a name of its own where no other disc stands beside it. */
  readonly sure: boolean;
}

const NUMBER_WORDS: readonly (readonly string[])[] = [
  ['one', 'un', 'une', 'eins', 'i'], ['two', 'deux', 'zwei', 'ii'], ['three', 'trois', 'drei', 'iii'], ['four', 'quatre', 'vier', 'iv'],
  ['five', 'cinq', 'fünf', 'v'], ['six', 'sechs', 'vi'],
];
/** English, French, German, Spanish, Italian and Dutch, and what music is pressed on. */
const DISC = 'cd|dis[ck]|disque|disco|scheibe|platte|schijf|dvd|lp|vinyl';
const NUMBER = `\\d{1,2}|${NUMBER_WORDS.flat().sort((a, b) => b.length - a.length).join('|')}`;
const TOTAL = '(?:\\s*(?:of|de|von|sur|van|/)\\s*\\d{1,2})?';
const END = '(?![\\p{L}\\p{N}])';

const WHOLE_FOLDER = new RegExp(`^(?:${DISC}|vol(?:ume)?\\.?)[\\s_.#-]*(${NUMBER})${END}${TOTAL}[\\s_]*[-–—:.,_([]*\\s*(.*?)[)\\]]?$`, 'iu');
const ALBUM_NAME = /^(?:vol|lp|vinyl)/iu;
const IN_BRACKETS = new RegExp(`^(.*?\\S)\\s*[([{]\\s*(?:${DISC})\\s*[.#_-]?\\s*(${NUMBER})${END}${TOTAL}(?:\\s*[:,–—-]\\s*([^)\\]}]+?))?\\s*[)\\]}]$`, 'iu');
const AFTER_COMMA = new RegExp(`^(.*?\\S)\\s*[,;:–—-]\\s*(?:${DISC})\\s*[.#]?\\s*(${NUMBER})${END}${TOTAL}(?:\\s*[:–—-]\\s*(.+?))?$`, 'iu');
const AT_END = new RegExp(`^(.*?\\S)[\\s_]+(?:cd|dis[ck]|disque)\\s*(${NUMBER})$`, 'iu');

/** The folder that holds an album as a whole: the one above, where the folder is a disc of it; beside the others where `Album CD1` is. */
export function albumFolderOf(folder: string): string {
  const cut = folder.lastIndexOf('/');
  const name = folder.slice(cut + 1);
  if (name === '') return folder;
  const above = folder.slice(0, Math.max(0, cut));
  if (WHOLE_FOLDER.test(name)) return above;
  const title = discOfTitle(name);
  return title === null ? folder : above === '' ? title.album : `${above}/${title.album}`;
}

/** The disc that a folder is, by the last part of its path; `sure` where it is no `Vol. 2` or `LP1`, which may be an album of its own. */
export function discOfFolder(folder: string): (DiscMark & { readonly sure: boolean }) | null {
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  const whole = WHOLE_FOLDER.exec(name);
  const mark = whole && markOf(whole[1], whole[2]);
  if (mark) return { ...mark, sure: !ALBUM_NAME.test(name) };
  const title = discOfTitle(name);
  return title && { no: title.no, subtitle: title.subtitle, sure: true };
}

/** What an album title says of a disc; null where it names none. */
export function discOfTitle(title: string): DiscTitle | null {
  const sure = IN_BRACKETS.exec(title) ?? AFTER_COMMA.exec(title);
  const found = sure ?? AT_END.exec(title);
  const mark = found && markOf(found[2], found[3]);
  return mark && { ...mark, album: (found[1] ?? '').trim(), sure: sure !== null };
}

function markOf(number: string | undefined, subtitle: string | undefined): DiscMark | null {
  const word = (number ?? '').toLowerCase();
  const no = /^\d/u.test(word) ? Number(word) : NUMBER_WORDS.findIndex((words) => words.includes(word)) + 1;
  const text = subtitle?.trim() ?? '';
  return no > 0 ? { no, subtitle: text === '' ? null : text } : null;
}
