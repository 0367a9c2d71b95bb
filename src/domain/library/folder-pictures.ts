// Which pictures beside the music stand for an album, and which for an artist, by their names alone.
import { foldText } from '../query/fold';
import { endingOf } from './music-files';

/** What a folder is about, as far as names of pictures may say so too. */
export interface FolderSubject {
  /** Its own name; '' where it is not known. */
  readonly folder: string;
  /** Titles of the albums that lie in it; null while they are not known. */
  readonly albums: readonly string[] | null;
}

/** The best first: a folder with several of them mostly has the others from other programs. */
const NAMES = ['cover', 'front', 'folder', 'albumart', 'album'];
const ENDINGS = ['jpg', 'jpeg', 'png', 'webp', 'avif', 'gif'];
/** `AlbumArt_{5FA05D35-A682-4AF6-96F7-0773E42D4D16}_Large.jpg`, as Windows Media Player leaves it. */
const WINDOWS_MEDIA = /^albumart_\{[0-9a-f-]*\}_(large|small)$/iu;
const WINDOWS_SMALL = 'albumartsmall';
/** Words that say it is the front: "front cover", "cover 600", "Mezzanine (front)". */
const FRONT_WORDS = ['cover', 'front', 'frontcover', 'coverfront', 'albumcover', 'albumart'];
/** Words of other sides and other things. */
const OTHER_WORDS = [
  'back', 'backcover', 'rear', 'inlay', 'inlet', 'inside', 'inner', 'innerside', 'booklet', 'book', 'tray', 'matrix', 'label', 'obi', 'spine', 'spines',
  'artist', 'band', 'logo', 'banner', 'fanart', 'background', 'backdrop', 'icon', 'spectrogram', 'spectrum', 'screenshot', 'page', 'ticket', 'lyrics', 'insert', 'gatefold',
];
/** Words of the disc itself; "cd1 front" is a front all the same. */
const DISC_WORD = /^(?:cd|cdart|discart|dis[ck]|disque|dvd|vinyl|lp|side|scan|media)\d*$/u;

/**
 * The pictures that may stand for the albums of a folder, the best first: whoever cannot read one takes the next. A picture
 * that is alone in a folder of one album is taken whatever its name, unless that says it is something else: such are covers
 * by far the most often, and a wrong one can be changed.
 * @param names of the files beside the music, pictures or not
 */
export function coverPictures(names: readonly string[], subject: FolderSubject): string[] {
  const pictures = names.filter(isPicture);
  const alone = pictures.length === 1 && subject.albums !== null && subject.albums.length <= 1;
  return ranked(pictures, (stem) => coverRank(stem, subject) ?? (alone && !saysOther(stem) ? LAST : null));
}

/** Pictures that have the name of an album, for a folder in which several lie. */
export function namedPictures(names: readonly string[], album: string): string[] {
  return ranked(names.filter(isPicture), (stem) => (sameName(stem, album) ? 0 : null));
}

/**
 * Pictures of the artist whose folder this is, the best first.
 * @param folder its name
 * @param holdsMusic whether files of music lie in it: `folder.jpg` is then the cover of those
 */
export function artistPictures(names: readonly string[], folder: string, holdsMusic: boolean): string[] {
  return ranked(names.filter(isPicture), (stem) => {
    if (foldText(stem) === 'artist') return 0;
    if (holdsMusic) return null;
    return sameName(stem, folder) ? 1 : foldText(stem) === 'folder' ? 2 : null;
  });
}

const LAST = 100;

function coverRank(stem: string, { folder, albums }: FolderSubject): number | null {
  const folded = foldText(stem);
  const exact = NAMES.indexOf(folded);
  if (exact >= 0) return exact;
  const windows = WINDOWS_MEDIA.exec(stem);
  if (windows || folded === WINDOWS_SMALL) return windows?.[1]?.toLowerCase() === 'large' ? 10 : 50;
  // The picture of one of several albums would stand for all of them.
  if (albums?.length === 1 && sameName(stem, albums[0] ?? '')) return 11;
  if (folder !== '' && sameName(stem, folder)) return 12;
  const words = wordsOf(folded);
  return words.some((word) => FRONT_WORDS.includes(word)) && !words.some((word) => OTHER_WORDS.includes(word)) ? 20 + Math.min(words.length, 9) : null;
}

function saysOther(stem: string): boolean {
  return wordsOf(foldText(stem)).some((word) => OTHER_WORDS.includes(word) || DISC_WORD.test(word));
}

/** File names cannot hold every character of a title: letters and digits alone are compared. */
function sameName(stem: string, name: string): boolean {
  const bare = wordsOf(foldText(name)).join('');
  return bare !== '' && wordsOf(foldText(stem)).join('') === bare;
}

function wordsOf(folded: string): string[] {
  return folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

function ranked(names: readonly string[], rankOf: (stem: string) => number | null): string[] {
  const found = names.flatMap((name) => {
    const rank = rankOf(stemOf(name));
    return rank === null ? [] : [{ name, rank: rank * ENDINGS.length + ENDINGS.indexOf(endingOf(name)) }];
  });
  return found.sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1)).map(({ name }) => name);
}

function isPicture(name: string): boolean {
  return !name.startsWith('.') && ENDINGS.includes(endingOf(name));
}

function stemOf(name: string): string {
  return name.slice(0, name.lastIndexOf('.'));
}
