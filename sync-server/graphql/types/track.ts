// Tracks.
import { camelotCode } from '../../../src/domain/sound/camelot';
import { keyName } from '../../../src/domain/sound/key-name';
import type { Builder } from '../builder';
import type { TrackRecord } from '../tracks/track-order';
import { present } from './present';
import { plainText } from '../tracks/track-filter';
import type { Refs } from './refs';

export function addTrack(builder: Builder, refs: Refs): void {
  builder.node(refs.track, {
    description: 'A recording with one set of tags. Two copies of one audio are two tracks with one rating.',
    id: { resolve: (track) => `${track.content_key}/${track.tagged_album_key}` },
    loadOne: (id, { loaders }) => loaders.track.load(plainText(id)),
    fields: (t) => ({
      contentKey: t.exposeID('content_key', { description: 'The recording: ratings, plays and playlists hang on it.' }),
      title: t.exposeString('title'),
      artist: t.exposeString('artist', { nullable: true }),
      albumArtist: t.exposeString('album_artist', { nullable: true }),
      album: t.exposeString('album', { nullable: true }),
      genres: t.stringList({ resolve: (track) => JSON.parse(track.genres) as string[] }),
      year: t.exposeInt('year', { nullable: true }),
      trackNo: t.exposeInt('track_no', { nullable: true }),
      discNo: t.exposeInt('disc_no', { nullable: true }),
      durationS: t.exposeFloat('duration_s', { nullable: true }),
      codec: t.exposeString('codec', { nullable: true }),
      coverHash: t.exposeID('cover_hash', { nullable: true, description: 'For GET /api/covers/<hash>/large.webp.' }),
      tempoBpm: t.exposeFloat('tempo_bpm', { nullable: true }),
      tempoConfidence: t.exposeFloat('tempo_confidence', { nullable: true, description: '0–1.' }),
      key: t.string({ nullable: true, description: 'For instance `F♯ minor`.', resolve: (track) => withKey(track, keyName) }),
      camelot: t.string({ nullable: true, description: 'For instance `8A`.', resolve: (track) => withKey(track, camelotCode) }),
      loudnessLufs: t.exposeFloat('loudness_lufs', { nullable: true }),
      rating: t.exposeInt('rating', { nullable: true, description: 'In half stars, 1–10.' }),
      loved: t.boolean({ resolve: (track) => track.loved === 1 }),
      playCount: t.exposeInt('play_count'),
      lastPlayedAt: t.field({ type: 'Milliseconds', nullable: true, resolve: (track) => track.last_played_at_ms }),
      addedAt: t.field({ type: 'Milliseconds', resolve: (track) => track.added_at_ms }),
      held: t.boolean({ description: 'Whether any device holds it.', resolve: (track) => track.held === 1 }),
      hasVector: t.boolean({ description: 'Whether similar tracks can be found.', resolve: (track) => track.has_vector === 1 }),
      ofAlbum: t.field({ type: refs.album, nullable: true, complexity: 5, resolve: ({ album_key: key }, _, { loaders }) => (key ? loaders.group.album.load(key) : null) }),
      ofArtist: t.field({ type: refs.artist, nullable: true, complexity: 5, resolve: ({ artist_key: key }, _, { loaders }) => (key ? loaders.group.artist.load(key) : null) }),
      ofAlbumArtist: t.field({
        type: refs.artist, nullable: true, complexity: 5,
        resolve: ({ album_artist_key: key }, _, { loaders }) => (key ? loaders.group.artist.load(key) : null),
      }),
      heldBy: t.field({
        type: [refs.device], complexity: { field: 5, multiplier: 3 },
        resolve: async ({ content_key: key }, _, { loaders }) => present(await loaders.device.loadMany(await loaders.holders.load(key))),
      }),
      facts: t.field({
        type: [refs.fact], description: 'Everything the devices found out about the recording.', complexity: { field: 10, multiplier: 5 },
        resolve: ({ content_key: key }, _, { loaders }) => loaders.facts.load(key),
      }),
    }),
  });
}

function withKey<T>({ key_tonic: tonic, key_mode: mode }: TrackRecord, name: (key: { tonic: number; mode: 'major' | 'minor' }) => T): T | null {
  return tonic !== null && (mode === 'major' || mode === 'minor') ? name({ tonic, mode }) : null;
}
