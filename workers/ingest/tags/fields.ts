// Which field of ours a tag of any format fills. Formats with free names share one table: they agree but for spelling.

export type Field =
  | 'title' | 'subtitle' | 'artist' | 'artists' | 'album' | 'albumArtist' | 'albumArtists' | 'genre' | 'mood' | 'date' | 'year' | 'releaseDate' | 'dayMonth'
  | 'originalDate' | 'originalYear' | 'track' | 'trackTotal' | 'disc' | 'discTotal' | 'discSubtitle' | 'media' | 'releaseType' | 'composer' | 'label'
  | 'isrc' | 'comment' | 'description' | 'compilation' | 'bpm' | 'key' | 'rgTrackGain' | 'rgTrackPeak' | 'rgAlbumGain' | 'rgAlbumPeak' | 'r128Track' | 'r128Album'
  | 'titleSort' | 'artistSort' | 'albumSort' | 'albumArtistSort' | 'composerSort' | 'lyrics' | 'syncedLyrics' | 'work' | 'movement' | 'movementNo' | 'movementTotal'
  | 'grouping' | 'catalogNumber' | 'barcode' | 'asin' | 'language' | 'script' | 'copyright' | 'licence' | 'website' | 'originalAlbum' | 'releaseCountry'
  | 'releaseStatus' | 'rating' | 'playCount' | 'acoustId' | 'encodedBy' | 'encoderSettings' | 'performers' | 'involved'
  | 'mbRecording' | 'mbRelease' | 'mbReleaseGroup' | 'mbArtist' | 'mbAlbumArtist' | 'mbReleaseTrack' | 'mbWork' | 'mbDisc' | 'mbTrm' | 'mbOriginalRelease'
  | 'mbOriginalArtist' | 'mbComposer'
  | 'conductor' | 'orchestra' | 'ensemble' | 'performer' | 'lyricist' | 'writer' | 'arranger' | 'remixer' | 'producer' | 'engineer' | 'mixer' | 'dj-mixer' | 'director'
  | 'originalArtist' | 'originalLyricist' | 'cueSheet';

type Table = Readonly<Record<string, Field>>;

/** Names of Vorbis comments, APEv2 items, freeform atoms, ASF attributes, TXXX and Matroska tags in capitals, letters and digits alone. */
const FREE: Table = {
  TITLE: 'title', SUBTITLE: 'subtitle', VERSION: 'subtitle', ARTIST: 'artist', ARTISTS: 'artists', ALBUM: 'album', ALBUMTITLE: 'album', ALBUMARTIST: 'albumArtist',
  ALBUMARTISTS: 'albumArtists', ALBUMARTISTCREDIT: 'albumArtist', BAND: 'albumArtist', AUTHOR: 'artist', GENRE: 'genre', STYLE: 'genre', MOOD: 'mood',
  DATE: 'date', YEAR: 'year', RELEASEDATE: 'releaseDate', DATERELEASED: 'date', DATERECORDED: 'year', RELEASETIME: 'releaseDate',
  ORIGINALDATE: 'originalDate', ORIGINALRELEASEDATE: 'originalDate', ORIGINALRELEASETIME: 'originalDate', ORIGYEAR: 'originalYear', ORIGDATE: 'originalDate',
  ORIGINALYEAR: 'originalYear', ORIGINALRELEASEYEAR: 'originalYear', TRACK: 'track', TRACKNUMBER: 'track', TRACKNUM: 'track', PARTNUMBER: 'track',
  TRACKTOTAL: 'trackTotal', TOTALTRACKS: 'trackTotal', TRACKC: 'trackTotal', NUMTRACKS: 'trackTotal', DISC: 'disc', DISCNUMBER: 'disc', DISK: 'disc', DISKNUMBER: 'disc',
  PARTOFSET: 'disc', DISCTOTAL: 'discTotal', TOTALDISCS: 'discTotal', DISCC: 'discTotal', DISKTOTAL: 'discTotal', TOTALDISKS: 'discTotal',
  DISCSUBTITLE: 'discSubtitle', SETSUBTITLE: 'discSubtitle', MEDIA: 'media', MEDIATYPE: 'media', SOURCEMEDIA: 'media',
  RELEASETYPE: 'releaseType', MUSICBRAINZALBUMTYPE: 'releaseType', COMPOSER: 'composer', COMPOSERSORT: 'composerSort', COMPOSERSORTORDER: 'composerSort',
  LABEL: 'label', PUBLISHER: 'label', ORGANIZATION: 'label', RECORDLABEL: 'label', ISRC: 'isrc', COMMENT: 'comment', COMMENTS: 'comment', DESCRIPTION: 'description',
  COMPILATION: 'compilation', ISCOMPILATION: 'compilation', ITUNESCOMPILATION: 'compilation', BPM: 'bpm', BEATSPERMINUTE: 'bpm', TEMPO: 'bpm', KEY: 'key', INITIALKEY: 'key',
  REPLAYGAINTRACKGAIN: 'rgTrackGain', REPLAYGAINTRACKPEAK: 'rgTrackPeak', REPLAYGAINALBUMGAIN: 'rgAlbumGain', REPLAYGAINALBUMPEAK: 'rgAlbumPeak',
  R128TRACKGAIN: 'r128Track', R128ALBUMGAIN: 'r128Album', TITLESORT: 'titleSort', TITLESORTORDER: 'titleSort', ARTISTSORT: 'artistSort', ARTISTSORTORDER: 'artistSort',
  ALBUMSORT: 'albumSort', ALBUMSORTORDER: 'albumSort', ALBUMARTISTSORT: 'albumArtistSort', ALBUMARTISTSORTORDER: 'albumArtistSort', LYRICS: 'lyrics',
  UNSYNCEDLYRICS: 'lyrics', UNSYNCHRONISEDLYRICS: 'lyrics', LYRICSUNSYNCED: 'lyrics', SYNCEDLYRICS: 'syncedLyrics', LYRICSSYNCHRONISED: 'syncedLyrics',
  SYNCLYRICS: 'syncedLyrics', WORK: 'work', MOVEMENTNAME: 'movement', MOVEMENT: 'movementNo', MOVEMENTNUMBER: 'movementNo', MOVEMENTTOTAL: 'movementTotal',
  GROUPING: 'grouping', CONTENTGROUP: 'grouping', CONTENTGROUPDESCRIPTION: 'grouping', CATALOGNUMBER: 'catalogNumber', CATALOGID: 'catalogNumber', CATALOGNO: 'catalogNumber',
  CATALOG: 'catalogNumber', LABELNO: 'catalogNumber', LABELID: 'catalogNumber', BARCODE: 'barcode', UPC: 'barcode', EAN: 'barcode', EANUPN: 'barcode', ASIN: 'asin', LANGUAGE: 'language',
  SCRIPT: 'script', COPYRIGHT: 'copyright', LICENSE: 'licence', WEBSITE: 'website', WEBLINK: 'website', AUTHORURL: 'website', URL: 'website', ORIGINALALBUM: 'originalAlbum', ORIGINALALBUMTITLE: 'originalAlbum',
  RELEASECOUNTRY: 'releaseCountry', MUSICBRAINZALBUMRELEASECOUNTRY: 'releaseCountry', COUNTRY: 'releaseCountry', RELEASESTATUS: 'releaseStatus', MUSICBRAINZALBUMSTATUS: 'releaseStatus',
  RATING: 'rating', FMPSRATING: 'rating', FMPSRATINGUSER: 'rating', RATEWMP: 'rating', SHAREDUSERRATING: 'rating', POPULARIMETER: 'rating', RATINGMM: 'rating',
  PLAYCOUNT: 'playCount', PLAYCOUNTER: 'playCount', FMPSPLAYCOUNT: 'playCount', PLAYEDCOUNT: 'playCount', ACOUSTIDID: 'acoustId',
  ENCODEDBY: 'encodedBy', ENCODER: 'encodedBy', ENCODERSETTINGS: 'encoderSettings', ENCODINGSETTINGS: 'encoderSettings', ENCODEROPTIONS: 'encoderSettings',
  MUSICBRAINZTRACKID: 'mbRecording', MUSICBRAINZRECORDINGID: 'mbRecording', MUSICBRAINZALBUMID: 'mbRelease', MUSICBRAINZRELEASEID: 'mbRelease',
  MUSICBRAINZRELEASEGROUPID: 'mbReleaseGroup', MUSICBRAINZARTISTID: 'mbArtist', MUSICBRAINZALBUMARTISTID: 'mbAlbumArtist', MUSICBRAINZRELEASETRACKID: 'mbReleaseTrack',
  MUSICBRAINZWORKID: 'mbWork', MUSICBRAINZDISCID: 'mbDisc', MUSICBRAINZTRMID: 'mbTrm', MUSICBRAINZORIGINALALBUMID: 'mbOriginalRelease',
  MUSICBRAINZORIGINALARTISTID: 'mbOriginalArtist', MUSICBRAINZCOMPOSERID: 'mbComposer',
  CONDUCTOR: 'conductor', ORCHESTRA: 'orchestra', ENSEMBLE: 'ensemble', PERFORMER: 'performer', LYRICIST: 'lyricist', WRITER: 'writer', ARRANGER: 'arranger', REMIXER: 'remixer',
  MIXARTIST: 'remixer', MODIFIEDBY: 'remixer', PRODUCER: 'producer', ENGINEER: 'engineer', MIXER: 'mixer', DJMIXER: 'dj-mixer', DIRECTOR: 'director',
  ORIGINALARTIST: 'originalArtist', ORIGINALLYRICIST: 'originalLyricist',
  CUESHEET: 'cueSheet', DISCOGSARTISTS: 'artists', DISCOGSALBUMARTISTS: 'albumArtist', DISCOGSCATALOG: 'catalogNumber', DISCOGSCOUNTRY: 'releaseCountry', DISCOGSLABEL: 'label',
};

/** ID3v2.3 and 2.4 frames, with those of 2.2 beside them. */
const ID3V2: Table = {
  TIT2: 'title', TT2: 'title', TIT3: 'subtitle', TT3: 'subtitle', TPE1: 'artist', TP1: 'artist', TPE2: 'albumArtist', TP2: 'albumArtist', TALB: 'album', TAL: 'album',
  TCON: 'genre', TCO: 'genre', TMOO: 'mood', TDRC: 'date', TYER: 'year', TYE: 'year', TDAT: 'dayMonth', TDA: 'dayMonth', TDRL: 'releaseDate', TDR: 'releaseDate', TDOR: 'originalDate',
  TORY: 'originalYear', TOR: 'originalYear', TRCK: 'track', TRK: 'track', TPOS: 'disc', TPA: 'disc', TSST: 'discSubtitle', TMED: 'media', TMT: 'media', TCOM: 'composer', TCM: 'composer',
  TPUB: 'label', TPB: 'label', TSRC: 'isrc', TRC: 'isrc', COMM: 'comment', COM: 'comment', TCMP: 'compilation', TCP: 'compilation', TBPM: 'bpm', TBP: 'bpm', TKEY: 'key', TKE: 'key',
  TSOT: 'titleSort', TST: 'titleSort', TSOP: 'artistSort', TSP: 'artistSort', TSOA: 'albumSort', TSA: 'albumSort', TSO2: 'albumArtistSort', TS2: 'albumArtistSort',
  TSOC: 'composerSort', TSC: 'composerSort', USLT: 'lyrics', ULT: 'lyrics', SYLT: 'syncedLyrics', SLT: 'syncedLyrics', MVNM: 'movement', MVIN: 'movementNo', TIT1: 'grouping', TT1: 'grouping', GRP1: 'grouping',
  GP1: 'grouping', TLAN: 'language', TLA: 'language', TCOP: 'copyright', TCR: 'copyright', WCOP: 'licence', WCP: 'licence', WOAR: 'website', WAR: 'website', TOAL: 'originalAlbum', TOT: 'originalAlbum', POPM: 'rating', POP: 'rating',
  PCNT: 'playCount', CNT: 'playCount', TENC: 'encodedBy', TEN: 'encodedBy', TSSE: 'encoderSettings', TSS: 'encoderSettings', TEXT: 'lyricist', TXT: 'lyricist', TOLY: 'originalLyricist', TOL: 'originalLyricist',
  TPE3: 'conductor', TP3: 'conductor', TPE4: 'remixer', TP4: 'remixer', TOPE: 'originalArtist', TOA: 'originalArtist', TIPL: 'involved', TMCL: 'performers', IPLS: 'involved', IPL: 'involved', UFID: 'mbRecording', UFI: 'mbRecording',
};

const MP4: Table = {
  '©nam': 'title', '©ART': 'artist', aART: 'albumArtist', '©alb': 'album', '©gen': 'genre', gnre: 'genre', '©day': 'date', trkn: 'track', disk: 'disc', '©wrt': 'composer', '©com': 'composer',
  '©cmt': 'comment', desc: 'description', ldes: 'description', cpil: 'compilation', tmpo: 'bpm', sonm: 'titleSort', soar: 'artistSort', soal: 'albumSort', soaa: 'albumArtistSort', soco: 'composerSort',
  '©lyr': 'lyrics', '©wrk': 'work', '©mvn': 'movement', '©mvi': 'movementNo', '©mvc': 'movementTotal', '©grp': 'grouping', cprt: 'copyright', '©cpy': 'copyright', rate: 'rating', '©too': 'encodedBy',
  '©con': 'conductor', '©prd': 'producer', '©arg': 'arranger', '©pub': 'label', '©lab': 'label',
};

const RIFF: Table = {
  INAM: 'title', TITL: 'title', IART: 'artist', IPRD: 'album', IGNR: 'genre', GNRE: 'genre', ICRD: 'date', YEAR: 'year', ITRK: 'track', IPRT: 'track', TRCK: 'track', ICMT: 'comment', COMM: 'comment',
  ICOP: 'copyright', ISFT: 'encodedBy', IENG: 'engineer', IMUS: 'composer', IWRI: 'writer', IPRO: 'producer', IMED: 'media', ILNG: 'language', ICNT: 'releaseCountry', TURL: 'website', IFRM: 'trackTotal',
};

const AIFF: Table = { NAME: 'title', AUTH: 'artist', '(c) ': 'copyright', ANNO: 'comment' };

const ID3V1: Table = { title: 'title', artist: 'artist', album: 'album', year: 'year', comment: 'comment', track: 'track', genre: 'genre' };

/** ASF names that would mean something else among the free ones. */
const ASF: Table = { AUTHOR: 'artist', DESCRIPTION: 'comment', WRITER: 'lyricist', TRACK: 'movementTotal', PERIOD: 'movementTotal' };

/** What Matroska says of the album, not of the track. */
const MATROSKA_ALBUM: Table = { TITLE: 'album', ARTIST: 'albumArtist', ARTISTSORT: 'albumArtistSort', TITLESORT: 'albumSort', PARTNUMBER: 'disc', TOTALPARTS: 'trackTotal', DATERELEASED: 'date', DATERECORDED: 'year', SUBTITLE: 'discSubtitle' };

/** @returns null for tags that fill no field of ours: they are shown under "All tags" alone */
export function fieldOf(format: string, id: string): Field | null {
  switch (format) {
    case 'ID3v2.2':
    case 'ID3v2.3':
    case 'ID3v2.4':
      return ID3V2[id] ?? (/^TXXX?:/u.test(id) ? free(id.slice(id.indexOf(':') + 1)) : null);
    case 'iTunes':
      return MP4[id] ?? (id.startsWith('----:') ? free(id.slice(id.lastIndexOf(':') + 1)) : null);
    case 'asf': {
      const name = bare(id.replace(/^WM\//u, ''));
      return id === 'WM/Track' ? null : (ASF[name] ?? FREE[name] ?? null);
    }
    case 'exif':
      return RIFF[id] ?? null;
    case 'AIFF':
      return AIFF[id] ?? null;
    case 'ID3v1':
      return ID3V1[id] ?? null;
    case 'FLAC':
      return id === 'CUESHEET' ? 'cueSheet' : null;
    case 'matroska': {
      const [target = '', name = ''] = id.split(':');
      if (id === 'segment:title') return 'title';
      return (target === 'album' ? MATROSKA_ALBUM[bare(name)] : target === 'edition' ? ({ TITLE: 'discSubtitle', TOTALPARTS: 'discTotal', PARTNUMBER: 'disc' } as Table)[bare(name)] : undefined) ?? free(name);
    }
    default:
      return /^(?:RATING|PLAYCOUNT):/iu.test(id) ? free(id.slice(0, id.indexOf(':'))) : free(id);
  }
}

function free(name: string): Field | null {
  return FREE[bare(name)] ?? null;
}

function bare(name: string): string {
  return name.toUpperCase().replaceAll(/[^A-Z0-9]/gu, '');
}
