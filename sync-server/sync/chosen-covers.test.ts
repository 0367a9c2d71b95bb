import { beforeEach, expect, it } from 'vitest';
import { NO_TAGS } from '../../src/domain/library/no-tags';
import type { AlbumKey, ContentKey, CoverHash, DeviceId } from '../../src/domain/library/ids';
import type { TrackRow } from '../../src/domain/library/track';
import { tick } from '../../src/domain/sync/clock';
import { tagsFact } from '../../src/domain/sync/fact-values';
import { eachStore } from '../store/testing/each-store';
import { inTransaction } from '../store/transaction';
import { write } from './library';

const NOW_MS = 1_800_000_000_000;
const [ALBUM, OTHER] = ['a'.repeat(32), 'b'.repeat(32)] as AlbumKey[] as [AlbumKey, AlbumKey];
const [FOUND, CHOSEN] = ['c'.repeat(32), 'd'.repeat(32)] as CoverHash[] as [CoverHash, CoverHash];
const DEVICE = 'phone' as DeviceId;

function tags(n: number, albumKey: AlbumKey) {
  const row = {
    contentKey: String(n).padStart(32, '0') as ContentKey, taggedAlbumKey: albumKey, albumKey, artistKey: null, albumArtistKey: null, coverHash: FOUND,
    tags: { ...NO_TAGS, title: `${n}`, album: 'Post' }, technical: null, path: `${n}.mp3`, addedAtMs: 1, versions: { parse: 2, analyse: 0, embed: 0 },
  } as unknown as TrackRow & { readonly contentKey: ContentKey };
  return tagsFact(row, { deviceId: DEVICE, revision: n });
}

eachStore('covers that a person chose', ({ store }) => {
  beforeEach(async () => {
    await store().db.deleteFrom('libraries').execute();
    await store().db.insertInto('libraries').values({ library_id: 'library', name: 'Music', is_admin: 1, epoch: 'e', seq: 0, created_at_ms: 0 }).execute();
  });

  const push = (items: { readonly ops?: readonly unknown[]; readonly facts?: readonly unknown[] }) =>
    inTransaction(store(), (trx) => write(trx, { libraryId: 'library', deviceId: DEVICE }, { ops: [], plays: [], facts: [], ...items }, NOW_MS));
  const choice = (value: unknown, ms: number) => ({ kind: 'album', id: ALBUM, field: 'coverHash', value, hlc: tick(null, NOW_MS + ms, DEVICE) });
  const covers = async () => (await store().db.selectFrom('tracks').select('cover_hash').orderBy('content_key').execute()).map((row) => row.cover_hash);

  it('show on all tracks of the album, also those that come later, until the choice is taken back', async () => {
    await push({ facts: [tags(1, ALBUM), tags(2, OTHER)] });
    expect(await covers()).toEqual([FOUND, FOUND]);
    await push({ ops: [choice(CHOSEN, 1)] });
    expect(await covers()).toEqual([CHOSEN, FOUND]);
    await push({ facts: [tags(3, ALBUM)] });
    expect(await covers()).toEqual([CHOSEN, FOUND, CHOSEN]);
    await push({ ops: [choice(null, 2)] });
    expect(await covers()).toEqual([FOUND, FOUND, FOUND]);
  });

  it('are none where the value is no hash', async () => {
    await push({ facts: [tags(1, ALBUM)], ops: [choice('<script>', 1)] });
    expect(await covers()).toEqual([FOUND]);
  });
});
