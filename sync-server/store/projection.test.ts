import { encode } from '@msgpack/msgpack';
import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { editedRow, mergedEdits } from '../../src/domain/library/edits';
import { effectiveTrack } from '../../src/domain/library/effective';
import type { AlbumKey, ContentKey, CoverHash, DeviceId } from '../../src/domain/library/ids';
import { NO_TAGS } from '../../src/domain/library/no-tags';
import { ELSEWHERE, ELSEWHERE_ROOT, type TrackRow } from '../../src/domain/library/track';
import type { TrackView } from '../../src/domain/library/track-view';
import { foldText, hasTerm } from '../../src/domain/query/fold';
import { camelotOrder } from '../../src/domain/sound/camelot-order';
import { applyOp, type ChoiceKind, type ChoiceRow, type ChoiceValue, type Op } from '../../src/domain/sync/choice';
import { tick } from '../../src/domain/sync/clock';
import { albumPart, holdingSubject, tagsSubject, type AliasValue, type FactKind, type HoldingValue, type SoundValue, type TagsValue, type VectorValue } from '../../src/domain/sync/facts';
import { aliasSubject } from '../../src/domain/sync/tag-aliases';
import { refreshListening } from './listening';
import { refreshTracks } from './projection';
import type { Store, TrackTable } from './schema';
import { eachStore } from './testing/each-store';
import { inTransaction } from './transaction';

const LIBRARY = 'library';
const KEYS = ['a', 'b', 'c'].map((letter) => letter.repeat(32) as ContentKey);
const ALBUMS = [null, 'd'.repeat(32) as AlbumKey, 'e'.repeat(32) as AlbumKey];
const DEVICES = ['desktop', 'phone'] as DeviceId[];

type Event =
  | { readonly type: 'tags'; readonly key: ContentKey; readonly album: AlbumKey | null; readonly value: TagsValue | null }
  | { readonly type: 'sound'; readonly key: ContentKey; readonly value: SoundValue | null }
  | { readonly type: 'vector'; readonly key: ContentKey; readonly value: VectorValue | null }
  | { readonly type: 'holding'; readonly key: ContentKey; readonly device: DeviceId; readonly value: HoldingValue }
  | { readonly type: 'op'; readonly key: ContentKey; readonly field: 'rating' | 'loved'; readonly value: number | boolean | null; readonly ms: number }
  | { readonly type: 'edit'; readonly key: ContentKey; readonly album: AlbumKey | null; readonly field: string; readonly value: ChoiceValue; readonly ms: number }
  | { readonly type: 'alias'; readonly key: ContentKey; readonly value: AliasValue }
  | { readonly type: 'play'; readonly key: ContentKey; readonly atMs: number; readonly playId: string };

/** What a person would work out on paper: every fact, choice and play in plain maps. */
class Reference {
  readonly facts = new Map<string, { readonly key: ContentKey; readonly kind: FactKind; readonly value: unknown }>();
  readonly choices = new Map<string, ChoiceRow>();
  readonly plays: { readonly key: ContentKey; readonly atMs: number }[] = [];

  rows(): Record<string, unknown>[] {
    return [...this.facts].filter(([, fact]) => fact.kind === 'tags')
      .map(([subject, fact]) => ({ album: subject.slice(subject.indexOf('/') + 1), fact }))
      .filter(({ album, fact }) => !this.left(album, fact.key))
      .map(({ album, fact }) => this.row(album, fact.key, fact.value as TagsValue))
      .sort((a, b) => (`${a['content_key']}/${a['tagged_album_key']}` < `${b['content_key']}/${b['tagged_album_key']}` ? -1 : 1));
  }

  /** A device says that its files have another album by now, and no file that is held has this one, or may have it. */
  private left(album: string, key: ContentKey): boolean {
    const said = [...this.facts.values()].filter((fact) => fact.key === key && fact.kind === 'holding').map((fact) => fact.value as HoldingValue);
    const held = said.filter((value) => value.held);
    return said.some((value) => value.withdrawn?.includes(album)) && held.every((value) => value.albums && !value.albums.includes(album));
  }

  /** Of all albums from which some chain of aliases leads here. */
  private edits(album: string, key: ContentKey): ChoiceRow | undefined {
    const reached = new Set([album]);
    const edges = [...this.facts.values()].filter((fact) => fact.key === key && fact.kind === 'alias').map((fact) => fact.value as AliasValue);
    for (let size = 0; size !== reached.size;) {
      size = reached.size;
      for (const { from, to } of edges) if (reached.has(to)) reached.add(from);
    }
    return mergedEdits([...reached].map((each) => this.choices.get(`${key}/${each}`)));
  }

  private row(taggedAlbumKey: string, key: ContentKey, value: TagsValue): Record<string, unknown> {
    const sound = this.facts.get(`sound:${key}`)?.value as SoundValue | undefined;
    const played = this.plays.filter((play) => play.key === key).map((play) => play.atMs);
    const facts = {
      sound: sound && { tempo: sound.tempo, key: sound.key, loudness: sound.loudness, decodedDurationS: sound.decodedDurationS, contentKey: key, analyseVersion: 1, embedVersion: 1, soundTags: null },
      choice: this.choices.get(key),
      playCount: played.length,
    };
    const view = effectiveTrack(editedRow(trackRow(key, value), this.edits(taggedAlbumKey, key)), facts);
    return {
      content_key: key, tagged_album_key: taggedAlbumKey, ...shown(view),
      last_played_at_ms: played.length > 0 ? Math.max(...played) : null,
      held: Number([...this.facts.values()].some((fact) => fact.key === key && fact.kind === 'holding' && (fact.value as HoldingValue).held)),
      has_vector: Number(this.facts.has(`vector:${key}`)),
    };
  }
}

function trackRow(contentKey: ContentKey, { fileName, ...value }: TagsValue): TrackRow {
  return {
    ...value, contentKey, trackId: 1 as TrackRow['trackId'], rootId: ELSEWHERE_ROOT, path: fileName, folder: '', sizeBytes: 0, mtimeMs: 0, stage: 'parsed',
    queue: null, attempts: 0, failure: null, missing: ELSEWHERE, seq: 0, versions: { parse: 1, analyse: 1, embed: 1 },
  };
}

function shown(view: TrackView): Record<string, unknown> {
  const sorted = (name: string | null | undefined) => (name === null || name === undefined ? null : foldText(name));
  return {
    title: view.title, artist: view.artist, artist_key: view.artistKey, album: view.album, album_key: view.albumKey, album_artist: view.albumArtist,
    album_artist_key: view.albumArtistKey, genres: JSON.stringify(view.genres), title_sort: sorted(view.title), artist_sort: sorted(view.artist),
    album_sort: sorted(view.album), album_artist_sort: sorted(view.albumArtist), genre_sort: sorted(view.genres[0]), year: view.year, track_no: view.trackNo,
    disc_no: view.discNo, duration_s: view.durationS, codec: view.codec, cover_hash: view.coverHash, tempo_bpm: view.tempo?.tempoBpm ?? null,
    tempo_confidence: view.tempo?.confidence ?? null, key_tonic: view.key?.tonic ?? null, key_mode: view.key?.mode ?? null,
    camelot_order: view.key ? camelotOrder(view.key) : null, loudness_lufs: view.loudness?.integratedLufs ?? null, rating: view.rating,
    loved: Number(view.loved), play_count: view.playCount, added_at_ms: view.addedAtMs,
  };
}

const name = fc.option(fc.constantFrom('Été', 'AC/DC', 'été', 'R.E.M.', 'Straße', "Don't"));
const tagsValue: fc.Arbitrary<TagsValue> = fc.record({
  tags: fc.option(fc.record({
    title: name, artist: name, album: name, albumArtist: name, year: fc.option(fc.integer({ min: 1900, max: 2030 })),
    trackNo: fc.option(fc.nat(20)), discNo: fc.option(fc.nat(3)), genres: fc.array(fc.constantFrom('Rock', 'rock', 'Jazz', 'Électro'), { maxLength: 3 }),
  }).map((tags) => ({ ...NO_TAGS, ...tags }))),
  technical: fc.option(fc.record({ codec: fc.constantFrom('FLAC', 'MP3', null), durationS: fc.option(fc.double({ min: 1, max: 999, noNaN: true })) }).map((technical) => ({
    container: null, sampleRateHz: null, channels: null, bitsPerSample: null, bitrateKbps: null, lossless: null, encoder: null, ...technical,
  }))),
  taggedAlbumKey: fc.constant(null), albumKey: fc.constantFrom(...ALBUMS), artistKey: fc.constant(null), albumArtistKey: fc.constant(null),
  settledAlbum: fc.option(fc.record({ album: fc.constant('Hits'), albumArtist: fc.constant('Various Artists'), discNo: fc.nat(3) }, { requiredKeys: [] }), { nil: undefined }),
  coverHash: fc.option(fc.constant('f'.repeat(32) as CoverHash)), fileName: fc.constantFrom('song.mp3', 'noending', '.mp3'), addedAtMs: fc.nat(2_000_000_000_000),
});
const soundValue: fc.Arbitrary<SoundValue> = fc.record({
  tempo: fc.option(fc.record({ tempoBpm: fc.double({ min: 30, max: 285, noNaN: true }), confidence: fc.double({ min: 0, max: 1, noNaN: true }), candidates: fc.constant([]) })),
  key: fc.option(fc.record({ tonic: fc.nat(11), mode: fc.constantFrom('major', 'minor'), strength: fc.constant(0.5) })),
  loudness: fc.record({ integratedLufs: fc.option(fc.double({ min: -60, max: 0, noNaN: true })), samplePeakDbfs: fc.constant(null) }),
  waveform: fc.constant(new Uint8Array(4)), decodedDurationS: fc.double({ min: 1, max: 999, noNaN: true }), embedVersion: fc.constant(1), soundTags: fc.constant(null),
});
const key = fc.constantFrom(...KEYS);
const albums = fc.subarray(ALBUMS.map(albumPart));
const vectorValue = fc.constant<VectorValue>({ vector: new Uint8Array(8) });
const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ type: fc.constant('tags'), key, album: fc.constantFrom(...ALBUMS), value: fc.option(tagsValue, { freq: 4 }) }),
  fc.record({ type: fc.constant('sound'), key, value: fc.option(soundValue, { freq: 4 }) }),
  fc.record({ type: fc.constant('vector'), key, value: fc.option(vectorValue, { freq: 4 }) }),
  fc.record({ type: fc.constant('holding'), key, device: fc.constantFrom(...DEVICES), value: fc.record({ held: fc.boolean(), albums, withdrawn: albums }, { requiredKeys: ['held'] }) }),
  fc.record({ type: fc.constant('op'), key, field: fc.constantFrom('rating', 'loved'), value: fc.oneof(fc.nat(10), fc.boolean(), fc.constant(null)), ms: fc.integer({ min: 1, max: 9_999 }) }),
  fc.record({
    type: fc.constant('edit'), key, album: fc.constantFrom(...ALBUMS), ms: fc.integer({ min: 1, max: 9_999 }),
    field: fc.constantFrom('title', 'artist', 'album', 'albumArtist', 'date', 'trackNo', 'genres', 'compilation'),
    value: fc.oneof(fc.constantFrom('Été', '1999', '["Jazz","Pop"]', ''), fc.nat(9), fc.boolean(), fc.constant(null)),
  }),
  fc.record({ type: fc.constant('alias'), key, value: fc.record({ from: fc.constantFrom(...ALBUMS.map(albumPart)), to: fc.constantFrom(...ALBUMS.map(albumPart)) }) }),
  fc.record({ type: fc.constant('play'), key, atMs: fc.nat(2_000_000_000_000), playId: fc.uuid() }),
);

async function putFact(store: Store, kind: FactKind, subject: string, contentKey: ContentKey, value: unknown): Promise<void> {
  await store.db.deleteFrom('facts').where('kind', '=', kind).where('subject', '=', subject).execute();
  if (value === null) return;
  const stamp = { library_id: LIBRARY, kind, subject, content_key: contentKey, version: 1, device_id: 'desktop', revision: 1, digest: '', seq: 1, held: 0 };
  await store.db.insertInto('facts').values({ ...stamp, value: encode(value) }).execute();
}

/** Choices and plays alone take the short way. */
function isListening({ type }: Event): boolean {
  return type === 'op' || type === 'play';
}

/** Puts an event into the store and into the reference. */
async function happen(store: Store, reference: Reference, one: Event): Promise<void> {
  if (one.type === 'op') return choose(store, reference, 'recording', { ...one, id: one.key });
  if (one.type === 'edit') return choose(store, reference, 'edit', { ...one, id: tagsSubject(one.key, one.album) });
  if (one.type === 'play') {
    reference.plays.push(one);
    return void await store.db.insertInto('plays').values({ library_id: LIBRARY, play_id: one.playId, content_key: one.key, at_ms: one.atMs, device_id: 'phone', seq: 1 }).execute();
  }
  const subject = one.type === 'alias' ? aliasSubject({ contentKey: one.key, ...one.value }) : one.type === 'tags' ? tagsSubject(one.key, one.album) : one.type === 'holding' ? holdingSubject(one.key, one.device) : one.key;
  await putFact(store, one.type, subject, one.key, one.value);
  const place = one.type === 'tags' ? subject : `${one.type}:${subject}`;
  if (one.value === null) reference.facts.delete(place);
  else reference.facts.set(place, { key: one.key, kind: one.type, value: one.value });
}

type Chosen = Pick<Op, 'id' | 'field' | 'value'> & { readonly ms: number };

async function choose(store: Store, reference: Reference, kind: ChoiceKind, { id, field, value, ms }: Chosen): Promise<void> {
  const op: Op = { kind, id, field, value, hlc: tick(null, ms, 'phone') };
  const row = applyOp(reference.choices.get(id), op);
  reference.choices.set(id, row);
  await store.db.deleteFrom('choices').where('entity_id', '=', id).execute();
  await store.db.insertInto('choices').values({ library_id: LIBRARY, kind, entity_id: id, parent: '', fields: JSON.stringify(row.fields) }).execute();
}

async function projected(store: Store): Promise<Record<string, unknown>[]> {
  const rows = await store.db.selectFrom('tracks').selectAll().where('library_id', '=', LIBRARY).orderBy('content_key').orderBy('tagged_album_key').execute();
  return rows.map(({ library_id: _, search_text: __, ...row }) => row);
}

const track = (title: string): TagsValue => ({
  tags: { ...NO_TAGS, title, genres: ['Hip-Hop', 'hip-hop', 'Jazz'] }, technical: null, taggedAlbumKey: null, albumKey: null, artistKey: null,
  albumArtistKey: null, coverHash: null, fileName: 'x.mp3', addedAtMs: 1,
});

eachStore('the projection of tracks', ({ store }) => {
  beforeEach(async () => {
    await store().db.deleteFrom('libraries').execute();
    await store().db.insertInto('libraries').values(['library', 'other'].map((id) => ({ library_id: id, name: 'Music', is_admin: 1, epoch: 'e', seq: 0, created_at_ms: 0 }))).execute();
  });

  const refresh = (keys: readonly string[]) => inTransaction(store(), (trx) => refreshTracks(trx, LIBRARY, keys));

  it('is what the app would show, after any history and however it is cut into steps', async () => {
    const history = fc.array(fc.record({ events: fc.array(event, { minLength: 1, maxLength: 6 }) }), { minLength: 1, maxLength: 5 });
    await fc.assert(fc.asyncProperty(history, async (steps) => {
      for (const table of ['facts', 'choices', 'plays', 'tracks', 'track_genres'] as const) await store().db.deleteFrom(table).execute();
      const reference = new Reference();
      for (const { events } of steps) {
        for (const one of events) await happen(store(), reference, one);
        const listened = new Set(events.filter(isListening).map((one) => one.key));
        const told = new Set(events.filter((one) => !isListening(one)).map((one) => one.key));
        for (const each of told) listened.delete(each);
        await refresh([...told]);
        await inTransaction(store(), (trx) => refreshListening(trx, LIBRARY, listened));
        expect(await projected(store())).toEqual(reference.rows());
      }
    }), { numRuns: 60 });
  }, 60_000);

  it('of one library, and of the recordings named, follows what was listened to', async () => {
    for (const each of KEYS) await putFact(store(), 'tags', tagsSubject(each, null), each, track('One'));
    await refresh(KEYS);
    const before = await store().db.selectFrom('tracks').selectAll().execute();
    await store().db.insertInto('tracks').values(before.map((row) => ({ ...row, library_id: 'other' }))).execute();
    for (const [i, each] of KEYS.entries()) await choose(store(), new Reference(), 'recording', { id: each, field: 'rating', value: i + 1, ms: 5 });
    await inTransaction(store(), (trx) => refreshListening(trx, LIBRARY, new Set(KEYS.slice(0, 2))));
    const rows = await store().db.selectFrom('tracks').select(['library_id', 'rating']).where('rating', 'is not', null).orderBy('rating').execute();
    expect(rows).toEqual([{ library_id: LIBRARY, rating: 1 }, { library_id: LIBRARY, rating: 2 }]);
  });

  it('keeps one row a track and genre, whatever its spelling', async () => {
    await putFact(store(), 'tags', tagsSubject(KEYS[0] as ContentKey, null), KEYS[0] as ContentKey, track('One'));
    await refresh(KEYS);
    await refresh(KEYS);
    const rows = await store().db.selectFrom('track_genres').select(['genre', 'genre_key']).orderBy('genre_key').execute();
    expect(rows).toEqual([{ genre: 'Hip-Hop', genre_key: 'hip-hop' }, { genre: 'Jazz', genre_key: 'jazz' }]);
  });

  it('can be searched by the beginnings of words', async () => {
    await putFact(store(), 'tags', tagsSubject(KEYS[0] as ContentKey, null), KEYS[0] as ContentKey, track("L'Été"));
    await refresh(KEYS);
    const { search_text: words } = await store().db.selectFrom('tracks').select('search_text').executeTakeFirstOrThrow();
    expect(['ete', 'hip', 'lete', 'jaz'].map((term) => hasTerm(words, term))).toEqual([true, true, true, true]);
  });

  it('leaves other libraries alone', async () => {
    const other: TrackTable = { ...(await one()), library_id: 'other' };
    await store().db.insertInto('tracks').values(other).execute();
    await store().db.deleteFrom('facts').execute();
    await refresh(KEYS);
    expect(await store().db.selectFrom('tracks').select('library_id').execute()).toEqual([{ library_id: 'other' }]);
  });

  async function one(): Promise<TrackTable> {
    await putFact(store(), 'tags', tagsSubject(KEYS[0] as ContentKey, null), KEYS[0] as ContentKey, track('One'));
    await refresh(KEYS);
    return store().db.selectFrom('tracks').selectAll().executeTakeFirstOrThrow();
  }

  it.each([
    ['no MessagePack at all', Uint8Array.of(0xc1)],
    ['a number', encode(7)],
    ['tags of wrong types', encode({ ...track('x'), tags: { title: 5, artist: ['x'], year: 'x', genres: 'x' }, technical: 'x', albumKey: 'k'.repeat(9_999), fileName: 'named.mp3' })],
    ['names with NUL and of great length', encode({ ...track(`\0${'x'.repeat(60_000)}`), albumKey: '' })],
  ])('takes %s without failing', async (_, value) => {
    const key = KEYS[0] as ContentKey;
    const stamp = { library_id: LIBRARY, kind: 'tags', subject: tagsSubject(key, null), content_key: key, version: 1, device_id: 'x', revision: 1, digest: '', seq: 1, held: 0 } as const;
    await store().db.insertInto('facts').values({ ...stamp, value }).execute();
    await refresh(KEYS);
    const rows = await store().db.selectFrom('tracks').select(['title', 'year', 'album_key']).execute();
    for (const row of rows) expect(row).toMatchObject({ year: null, album_key: null });
  });
});
