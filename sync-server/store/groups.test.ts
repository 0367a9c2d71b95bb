import { beforeAll, expect, it } from 'vitest';
import { NO_TAGS } from '../../src/domain/library/no-tags';
import { DESKTOP, keyOf, NOW_MS, push, tagsFact } from '../graphql/testing/seed';
import { freshenGroups } from './groups';
import type { GroupKind } from './schema';
import { eachStore } from './testing/each-store';

const LIBRARY = 'groups';
const tags = (title: string, genre: string) => ({ ...NO_TAGS, title, artist: 'Ann', album: 'Blue', genres: [genre] });

eachStore('albums, artists and genres', (under) => {
  const read = async (kind: GroupKind) => {
    await freshenGroups(under.store(), LIBRARY);
    return under.store().db.selectFrom('groups').select(['name', 'track_count', 'play_count', 'last_played_at_ms']).where('library_id', '=', LIBRARY).where('kind', '=', kind).orderBy('name').execute();
  };
  const group = (name: string, trackCount: number, playCount: number, lastPlayedAtMs: number | null) =>
    ({ name, track_count: trackCount, play_count: playCount, last_played_at_ms: lastPlayedAtMs });

  beforeAll(async () => {
    await under.store().db.insertInto('libraries').values({ library_id: LIBRARY, name: 'Music', is_admin: 0, epoch: 'e', seq: 0, created_at_ms: 0 }).execute();
  });

  it('follow new tracks, plays and tracks tagged anew, read in between', async () => {
    await push(under.store(), LIBRARY, { facts: [tagsFact(1, tags('One', 'Rock')), tagsFact(2, tags('Two', 'Jazz'))] });
    expect([await read('album'), await read('genre')]).toEqual([[group('Blue', 2, 0, null)], [group('Jazz', 1, 0, null), group('Rock', 1, 0, null)]]);

    await push(under.store(), LIBRARY, { plays: [{ playId: 'a', contentKey: keyOf(1), atMs: NOW_MS, deviceId: DESKTOP }] });
    expect([await read('artist'), await read('genre')]).toEqual([[group('Ann', 2, 1, NOW_MS)], [group('Jazz', 1, 0, null), group('Rock', 1, 1, NOW_MS)]]);

    await push(under.store(), LIBRARY, { facts: [{ ...tagsFact(1, tags('One', 'Jazz')), revision: 2 }] });
    expect([await read('album'), await read('genre')]).toEqual([[group('Blue', 2, 1, NOW_MS)], [group('Jazz', 2, 1, NOW_MS)]]);
  });
});
