import { describe, expect, test } from 'vitest';
import { artistPictures, coverPictures, namedPictures, type FolderSubject } from './folder-pictures';

const subject: FolderSubject = { folder: '1998 - Mezzanine', albums: ['Mezzanine'] };
const best = (names: readonly string[], of: FolderSubject = subject) => coverPictures(names, of)[0] ?? null;

describe('the cover of a folder', () => {
  test.each(['cover', 'folder', 'front', 'album', 'albumart'].flatMap((name) => ['jpg', 'jpeg', 'png', 'webp', 'gif', 'avif'].map((ending) => `${name}.${ending}`)))('is %s', (name) => {
    expect(best([name, 'IMG_1.jpg'])).toBe(name);
  });

  test.each(['COVER.JPG', 'Folder.Png', 'AlbumArt_{5FA05D35-A682-4AF6-96F7-0773E42D4D16}_Large.jpg', 'AlbumArtSmall.jpg', 'Front Cover.jpg', 'Mezzanine (front).jpg', 'cd1 front.jpg', 'cover-600.png'])('is %s, whatever its case and what stands around the word', (name) => {
    expect(best([name, 'IMG_1.jpg'])).toBe(name);
  });

  test('has the name of the album or of the folder, with accents in either form and without what file names cannot hold', () => {
    const of = (album: string): FolderSubject => ({ folder: 'x', albums: [album] });
    expect(best(['Début.jpg', 'b.jpg'], of('Début'.normalize('NFD')))).toBe('Début.jpg');
    expect(best(['Début.jpg'.normalize('NFD'), 'b.jpg'], of('Début'))).toBe('Début.jpg'.normalize('NFD'));
    expect(best(['Who_s Next.jpg', 'b.jpg'], of('Who’s Next?'))).toBe('Who_s Next.jpg');
    expect(best(['1998 - mezzanine.jpg', 'b.jpg'])).toBe('1998 - mezzanine.jpg');
    expect(best(['___.jpg', 'b.jpg'], of('???'))).toBeNull();
  });

  test('is the better known name where several fit, then the better known format', () => {
    expect(coverPictures(['AlbumArtSmall.jpg', 'Mezzanine.jpg', 'folder.jpg', 'front cover.jpg', 'cover.png', 'cover.jpg', 'back.jpg'], subject))
      .toEqual(['cover.jpg', 'cover.png', 'folder.jpg', 'Mezzanine.jpg', 'front cover.jpg', 'AlbumArtSmall.jpg']);
    expect(best(['AlbumArt_{A}_Small.jpg', 'AlbumArt_{A}_Large.jpg'])).toBe('AlbumArt_{A}_Large.jpg');
  });

  test('is a picture that is alone, unless its name says something else or the folder holds several albums', () => {
    expect(best(['IMG_2041.jpeg', 'notes.txt', 'list.cue'])).toBe('IMG_2041.jpeg');
    expect(best(['IMG_2041.jpeg', 'IMG_2042.jpeg'])).toBeNull();
    for (const other of ['back.jpg', 'Mezzanine - back.png', 'inlay.jpg', 'booklet 01.jpg', 'CD.jpg', 'disc1.png', 'Scan3.jpg', 'artist.jpg', 'fanart.jpg', 'back cover.jpg']) expect(best([other])).toBeNull();
    expect(best(['IMG_2041.jpeg'], { folder: 'Downloads', albums: ['One', 'Another'] })).toBeNull();
    expect(best(['IMG_2041.jpeg'], { folder: 'Downloads', albums: null })).toBeNull();
  });

  test('is never the picture of one of several albums', () => {
    expect(best(['One.jpg'], { folder: 'Downloads', albums: ['One', 'Another'] })).toBeNull();
  });

  test('of one of several albums in a folder has its name', () => {
    expect(namedPictures(['One.png', 'one.jpg', 'Another.jpg', 'cover.jpg', 'One.txt'], 'One')).toEqual(['one.jpg', 'One.png']);
  });

  test('is an album’s own name before all that the name seems to say', () => {
    expect(best(['Back in Black.jpg', 'b.jpg'], { folder: 'x', albums: ['Back in Black'] })).toBe('Back in Black.jpg');
  });

  test('is never hidden, nor anything but a picture', () => {
    expect(coverPictures(['._cover.jpg', '.cover.jpg', 'cover.txt', 'cover.svg', 'cover', 'cover.jpg.part'], subject)).toEqual([]);
  });
});

describe('the picture of an artist', () => {
  test('is artist.* wherever it lies, and in a folder without music its own name or folder.*', () => {
    expect(artistPictures(['Folder.jpg', 'Björk.png', 'ARTIST.webp', 'cover.jpg'], 'Björk', false)).toEqual(['ARTIST.webp', 'Björk.png', 'Folder.jpg']);
    expect(artistPictures(['Folder.jpg', 'Björk.png', 'artist.jpg'], 'Björk', true)).toEqual(['artist.jpg']);
  });
});
