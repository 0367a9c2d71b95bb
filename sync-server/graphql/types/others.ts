// Playlists, plays, devices and facts.
import { pageCost, type Builder } from '../builder';
import { jsonOf } from '../facts';
import { memoryPage } from '../lists/memory-page';
import { pageRequest } from '../lists/page';
import { ENTRY_ORDER } from '../playlists/playlist-pages';
import { plainText } from '../tracks/track-filter';
import type { Refs } from './refs';

export function addPlaylist(builder: Builder, refs: Refs): void {
  builder.node(refs.playlist, {
    id: { resolve: (playlist) => playlist.playlistId },
    loadOne: (id, { loaders }) => loaders.playlist.load(plainText(id)),
    fields: (t) => ({
      playlistId: t.exposeID('playlistId'),
      name: t.exposeString('name'),
      createdAt: t.field({ type: 'Milliseconds', resolve: ({ createdAtMs }) => createdAtMs }),
      entryCount: t.int({ complexity: 10, resolve: async ({ playlistId }, _, { loaders }) => (await loaders.entries.load(playlistId)).length }),
      entries: t.connection({
        type: refs.entry, complexity: pageCost,
        resolve: async ({ playlistId }, args, { loaders }) => memoryPage(pageRequest(args), ENTRY_ORDER, await loaders.entries.load(playlistId)),
      }),
    }),
  });
  refs.entry.implement({
    description: 'A place in a playlist. One recording may be in it more than once.',
    fields: (t) => ({
      entryId: t.exposeID('entryId'),
      contentKey: t.exposeID('contentKey'),
      track: t.field({
        type: refs.track, nullable: true, complexity: 2, description: 'The first track of the recording; null while no device told of it.',
        resolve: async ({ contentKey }, _, { loaders }) => (await loaders.recording.load(contentKey))[0] ?? null,
      }),
    }),
  });
}

export function addPlay(builder: Builder, refs: Refs): void {
  builder.node(refs.play, {
    description: 'A counted play: half of the track or four minutes of it.',
    id: { resolve: (play) => play.play_id },
    loadOne: (id, { loaders }) => loaders.play.load(plainText(id)),
    fields: (t) => ({
      playId: t.exposeID('play_id'),
      contentKey: t.exposeID('content_key'),
      at: t.field({ type: 'Milliseconds', resolve: (play) => play.at_ms }),
      deviceId: t.exposeID('device_id'),
      device: t.field({ type: refs.device, nullable: true, complexity: 2, resolve: (play, _, { loaders }) => loaders.device.load(play.device_id) }),
      track: t.field({
        type: refs.track, nullable: true, complexity: 2,
        resolve: async (play, _, { loaders }) => (await loaders.recording.load(play.content_key))[0] ?? null,
      }),
    }),
  });
}

export function addDevice(builder: Builder, refs: Refs): void {
  builder.node(refs.device, {
    id: { resolve: (device) => device.deviceId },
    loadOne: (id, { loaders }) => loaders.device.load(plainText(id)),
    fields: (t) => ({
      deviceId: t.exposeID('deviceId'),
      name: t.exposeString('name'),
      role: t.field({ type: builder.enumType('Role', { values: ['owner', 'reader'] as const }), resolve: ({ role }) => role }),
      online: t.exposeBoolean('online'),
      shares: t.exposeBoolean('shares', { description: 'Whether it lets other devices play its files.' }),
      revoked: t.exposeBoolean('revoked'),
      holdings: t.exposeInt('holdings', { description: 'Recordings it holds.' }),
      createdAt: t.field({ type: 'Milliseconds', resolve: ({ createdAtMs }) => createdAtMs }),
      lastSeenAt: t.field({ type: 'Milliseconds', nullable: true, resolve: ({ lastSeenAtMs }) => lastSeenAtMs }),
      lastSyncAt: t.field({ type: 'Milliseconds', nullable: true, resolve: ({ lastSyncAtMs }) => lastSyncAtMs }),
    }),
  });
}

export function addFact(builder: Builder, refs: Refs): void {
  builder.node(refs.fact, {
    description: 'Something that a device found out from a file or its sound.',
    id: { resolve: (fact) => `${fact.kind} ${fact.subject}` },
    loadOne: (id, { loaders }) => loaders.fact.load(plainText(id)),
    fields: (t) => ({
      kind: t.exposeString('kind', { description: '`tags`, `sound`, `vector` or `holding`; a newer app may know more.' }),
      subject: t.exposeID('subject'),
      contentKey: t.exposeID('content_key'),
      version: t.exposeFloat('version', { description: 'Of the stage that made it.' }),
      deviceId: t.exposeID('device_id'),
      value: t.field({ type: 'JSON', nullable: true, complexity: 20, description: 'Numbers instead of bytes: a waveform as 0–255, a vector as floats.', resolve: jsonOf }),
    }),
  });
}
