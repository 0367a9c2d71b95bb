import { expect, test } from 'vitest';
import type { DeviceId } from '../library/ids';
import { keysOf } from '../library/keys';
import { NO_TAGS } from '../library/no-tags';
import { elsewhereRow } from './elsewhere';
import type { TagsValue } from './facts';

const STAMP = { kind: 'tags', subject: 'c0ffee/-', version: 1, deviceId: 'desktop' as DeviceId, revision: 1, digest: '' } as const;

function row(artist: string | null) {
  const tags = artist === null ? null : { ...NO_TAGS, artist };
  const keys = tags ? keysOf(tags) : { albumKey: null, artistKey: null, albumArtistKey: null };
  const value: TagsValue = { tags, technical: null, taggedAlbumKey: keys.albumKey, ...keys, coverHash: null, fileName: 'far.mp3', addedAtMs: 1 };
  return elsewhereRow(STAMP, value, { sound: undefined, vector: undefined }, true);
}

test('a recording of another device has the credits that its tags give it', () => {
  expect(row('Foo feat. Bar').credits?.artist?.map(({ name }) => name)).toEqual(['Foo', 'Bar']);
  expect(row('Foo').credits).toEqual({ own: ['foo'] });
});

test('one without tags has none', () => {
  expect(row(null)).not.toHaveProperty('credits');
});
