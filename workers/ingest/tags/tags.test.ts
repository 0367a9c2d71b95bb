import { describe, expect, it } from 'vitest';
import { detailsOf } from './details';
import type { RawTag } from './raw-tag';
import { readTags } from './tags';

const block = (format: string, tags: Readonly<Record<string, unknown>>): RawTag[] =>
  Object.entries(tags).flatMap(([id, value]) => (Array.isArray(value) ? value : [value]).map((each): RawTag => ({ format, id, value: each })));
const tagsOf = (...blocks: RawTag[][]) => readTags(blocks, 'mp3').tags;
const details = (...blocks: RawTag[][]) => detailsOf(blocks, readTags(blocks, 'mp3'));

describe('tags of one file in several formats', () => {
  it('come from the format that is trusted most, field by field, and dates and numbers from one source whole', () => {
    expect(tagsOf(block('ID3v1', { title: 'Cut off', year: '1337', track: '9', genre: 'Blues' }), block('ID3v2.3', { TIT2: 'Whole', TYER: '2004', TDAT: '0308', TRCK: '3' })))
      .toMatchObject({ title: 'Whole', date: '2004-08-03', year: 2004, trackNo: 3, trackTotal: null, genres: ['Blues'] });
  });

  it('of two ID3v2 tags the first counts, and the second fills what it lacks', () => {
    expect(tagsOf(block('ID3v2.3', { TIT2: 'First' }), block('ID3v2.4', { TIT2: 'Second', TALB: 'Album' }))).toMatchObject({ title: 'First', album: 'Album' });
  });

  it('of Monkey’s Audio are those of APEv2, whatever ID3 says', () => {
    expect(readTags([block('ID3v2.4', { TIT2: 'Stray' }), block('APEv2', { Title: 'Own' })], 'ape').tags.title).toBe('Own');
  });

  it('of a total alone keep it, unless another tag has the number', () => {
    expect(tagsOf(block('iTunes', { trkn: '0/5' }))).toMatchObject({ trackNo: null, trackTotal: 5 });
    expect(tagsOf(block('ID3v2.3', { TPOS: '/2' }), block('ID3v1', { track: '7' }))).toMatchObject({ trackNo: 7, discNo: null, discTotal: 2 });
    expect(tagsOf(block('ID3v2.3', { TRCK: '/5' }), block('ID3v1', { track: '7' }))).toMatchObject({ trackNo: 7, trackTotal: null });
  });

  it('that are empty are none', () => {
    expect(tagsOf(block('ID3v2.3', { TIT2: '\0\0', TPE1: ' ' }), block('ID3v1', { title: 'Title', artist: 'Artist' }))).toMatchObject({ title: 'Title', artist: 'Artist' });
  });
});

describe('artists', () => {
  it.each([
    [block('ID3v2.4', { TPE1: 'AC/DC' }), 'AC/DC', ['AC/DC']],
    [block('vorbis', { ARTIST: ['A', 'B'] }), 'A / B', ['A', 'B']],
    [block('vorbis', { ARTIST: 'A feat. B', ARTISTS: ['A', 'B'] }), 'A feat. B', ['A', 'B']],
    [block('iTunes', { '©ART': 'A & B', '----:com.apple.iTunes:ARTISTS': ['A', 'B'] }), 'A & B', ['A', 'B']],
    [block('asf', { Author: 'A', 'WM/ARTISTS': ['A', 'B'] }), 'A', ['A', 'B']],
  ])('keep the credit in the tag’s own words', (tags, artist, artists) => {
    expect(tagsOf(tags)).toMatchObject({ artist, artists });
  });

  it('of an album are listed only where the tag lists them', () => {
    expect(tagsOf(block('vorbis', { ALBUMARTIST: 'A' })).albumArtists).toBeUndefined();
    expect(tagsOf(block('vorbis', { ALBUMARTIST: ['A', 'B'] }))).toMatchObject({ albumArtist: 'A / B', albumArtists: ['A', 'B'] });
  });
});

describe('fields of each format', () => {
  const expected = { title: 'T', album: 'L', albumArtist: 'AA', trackNo: 3, trackTotal: 12, discNo: 1, discTotal: 2, date: '1999-03-08', genres: ['Rock'], composers: ['C'], isrc: 'I', compilation: true };
  it.each([
    block('vorbis', { TITLE: 'T', ALBUM: 'L', 'ALBUM ARTIST': 'AA', TRACKNUMBER: '3', TOTALTRACKS: '12', DISCNUMBER: '1/2', DATE: '1999-03-08', GENRE: 'Rock', COMPOSER: 'C', ISRC: 'I', COMPILATION: '1' }),
    block('APEv2', { Title: 'T', Album: 'L', 'Album Artist': 'AA', Track: '3/12', Disc: '1/2', Year: '1999-03-08', Genre: 'Rock', Composer: 'C', ISRC: 'I', Compilation: '1' }),
    block('ID3v2.4', { TIT2: 'T', TALB: 'L', TPE2: 'AA', TRCK: '3/12', TPOS: '1/2', TDRC: '1999-03-08', TCON: '17', TCOM: 'C', TSRC: 'I', TCMP: '1' }),
    block('ID3v2.2', { TT2: 'T', TAL: 'L', TP2: 'AA', TRK: '3/12', TPA: '1/2', TYE: '1999', TDA: '0803', TCO: '(17)', TCM: 'C', TRC: 'I', TCP: '1' }),
    block('iTunes', { '©nam': 'T', '©alb': 'L', aART: 'AA', trkn: '3/12', disk: '1/2', '©day': '1999-03-08T08:00:00Z', '©gen': 'Rock', '©wrt': 'C', '----:com.apple.iTunes:ISRC': 'I', cpil: 1 }),
    block('asf', { Title: 'T', 'WM/AlbumTitle': 'L', 'WM/AlbumArtist': 'AA', 'WM/TrackNumber': '3/12', 'WM/PartOfSet': '1/2', 'WM/Year': '1999-03-08', 'WM/Genre': 'Rock', 'WM/Composer': 'C', 'WM/ISRC': 'I', 'WM/IsCompilation': true }),
    block('matroska', {
      'segment:title': 'File', 'track:TITLE': 'T', 'album:TITLE': 'L', 'album:ARTIST': 'AA', 'track:PART_NUMBER': '3', 'album:TOTAL_PARTS': '12', 'album:PART_NUMBER': '1', 'edition:TOTAL_PARTS': '2',
      'album:DATE_RELEASED': '1999-03-08', 'track:GENRE': 'Rock', 'track:COMPOSER': 'C', 'track:ISRC': 'I', 'album:COMPILATION': '1',
    }),
  ])('$0.format', (...tags) => {
    expect(tagsOf(tags)).toMatchObject(expected);
  });
});

describe('details', () => {
  it.each([
    [{ id: 'POPM', value: { email: 'Windows Media Player 9 Series', rating: 196, counter: undefined } }, 8], [{ id: 'POPM', value: { email: 'MusicBee', rating: 54, counter: undefined } }, 3],
    [{ id: 'POPM', value: { email: 'quodlibet@lists.sacredchao.net', rating: 51, counter: undefined } }, 2], [{ id: 'POPM', value: { email: '', rating: 0, counter: undefined } }, undefined],
    [{ id: 'TXXX:FMPS_Rating', value: '0.7' }, 7],
  ])('ratings of ID3 in half stars: %j', ({ id, value }, halfStars) => {
    expect(details([{ format: 'ID3v2.4', id, value }]).ratings?.[0]?.halfStars).toBe(halfStars);
  });

  it.each([['RATING', '4', 8], ['RATING', '80', 8], ['RATING', '0.5', 5], ['RATING:me@x', '0.6', 6], ['FMPS_RATING', '0.25', 3]])('%s=%s', (id, value, halfStars) => {
    expect(details(block('vorbis', { [id]: value })).ratings?.[0]?.halfStars).toBe(halfStars);
  });

  it('take gains of Opus for ReplayGain where there is none', () => {
    expect(tagsOf(block('vorbis', { R128_TRACK_GAIN: '-1280', R128_ALBUM_GAIN: '256' }))).toMatchObject({ replayGainTrackDb: 0, replayGainAlbumDb: 6 });
    expect(tagsOf(block('vorbis', { R128_TRACK_GAIN: '-1280', REPLAYGAIN_TRACK_GAIN: '-3.5 dB' }))).toMatchObject({ replayGainTrackDb: -3.5, replayGainAlbumDb: null });
  });

  it('of Opus gains, catalogue, ids and players', () => {
    expect(details(block('vorbis', {
      R128_TRACK_GAIN: '-1280', CATALOGNUMBER: ['A 1', 'A 2'], LABEL: ['One', 'Two'], BARCODE: '123', MUSICBRAINZ_WORKID: '1fc55b7b-dec1-480f-8599-5c1ac8313c06',
      PERFORMER: ['Jane (guitar)', 'Joe'], CONDUCTOR: 'Carl', MOVEMENT: '2', MOVEMENTNAME: 'Largo', MOVEMENTTOTAL: '4', RELEASESTATUS: 'Official',
    }))).toMatchObject({
      r128TrackDb: -5, catalogNumbers: ['A 1', 'A 2'], labels: ['One', 'Two'], barcode: '123', musicBrainz: { work: ['1fc55b7b-dec1-480f-8599-5c1ac8313c06'] },
      credits: [{ role: 'conductor', name: 'Carl' }, { role: 'performer', name: 'Jane', as: 'guitar' }, { role: 'performer', name: 'Joe' }],
      movement: { name: 'Largo', no: 2, of: 4 }, releaseStatus: 'official',
    });
  });

  it('keep every tag as text within limits, bytes by their size', () => {
    const many = block('vorbis', Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`X${i}`, 'y'.repeat(10_000)])));
    const { native, nativeLeftOut } = details([{ format: 'vorbis', id: 'BYTES', value: new Uint8Array(5) }, ...many]);
    expect(native[0]).toEqual({ format: 'vorbis', id: 'BYTES', value: '5 bytes' });
    expect(native.length + (nativeLeftOut ?? 0)).toBe(1_001);
    expect(JSON.stringify(native).length).toBeLessThan(150_000);
  });

  it('of a title longer than any title are cut', () => {
    expect(tagsOf(block('vorbis', { TITLE: 'x'.repeat(1_000_000) })).title?.length).toBe(2_000);
  });
});
