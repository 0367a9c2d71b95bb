// The lists that a query may start from.
import { pageCost, type Builder } from '../builder';
import { factOrder, readFacts, type FactSortField } from '../facts';
import { groupOrder } from '../groups/group-order';
import { freshenGroups } from '../../store/groups';
import type { GroupKind } from '../../store/schema';
import { readGroups } from '../groups/group-pages';
import { memoryPage } from '../lists/memory-page';
import { pageRequest } from '../lists/page';
import { playlistOrder, readPlaylists, type PlaylistSortField } from '../playlists/playlist-pages';
import { playOrder, readPlays } from '../plays';
import { readTracks } from '../tracks/track-pages';
import { trackOrder } from '../tracks/track-order';
import { deviceOrder, type DeviceSortField } from '../devices';
import type { Inputs } from './inputs';
import type { Refs } from './refs';

/** A root list scans and sorts; that is dearer than any field. */
const LIST_COST = 20;

const listCost = (args: Parameters<typeof pageCost>[0]) => ({ ...pageCost(args), field: LIST_COST });

export function addQueries(builder: Builder, refs: Refs, inputs: Inputs): void {
  builder.queryType({});
  addTracks(builder, refs, inputs);
  addGroupList(builder, 'albums', 'album', refs.album, inputs);
  addGroupList(builder, 'artists', 'artist', refs.artist, inputs);
  addGroupList(builder, 'genres', 'genre', refs.genre, inputs);
  addPlaylists(builder, refs, inputs);
  addPlays(builder, refs, inputs);
  addDevices(builder, refs);
  addFacts(builder, refs, inputs);
}

function addTracks(builder: Builder, refs: Refs, { trackFilter, trackSort }: Inputs): void {
  builder.queryField('tracks', (t) => t.connection({
    type: refs.track, args: { filter: t.arg({ type: trackFilter }), sort: t.arg({ type: trackSort }) }, complexity: listCost,
    resolve: (_, { filter, sort, ...page }, { db, libraryId }) =>
      readTracks(db, libraryId, { filter: filter ?? {}, order: trackOrder(sort ?? { by: 'TITLE', descending: false }), page: pageRequest(page) }),
  }));
}

function addGroupList(builder: Builder, name: string, kind: GroupKind, type: Refs['album'], { groupFilter, groupSort }: Inputs): void {
  builder.queryField(name, (t) => t.connection({
    type, args: { filter: t.arg({ type: groupFilter }), sort: t.arg({ type: groupSort }) }, complexity: listCost,
    resolve: async (_, { filter, sort, ...page }, { store, db, libraryId }) => {
      const question = { filter: filter ?? {}, order: groupOrder(sort ?? { by: 'NAME', descending: false }), page: pageRequest(page) };
      await freshenGroups(store, libraryId);
      return readGroups(db, libraryId, kind, question);
    },
  }));
}

function addPlaylists(builder: Builder, refs: Refs, { playlistFilter }: Inputs): void {
  const by = builder.enumType('PlaylistSortField', { values: ['NAME', 'CREATED_AT'] satisfies PlaylistSortField[] });
  const sort = builder.inputRef<{ by: PlaylistSortField; descending: boolean }>('PlaylistSort').implement({
    fields: (t) => ({ by: t.field({ type: by, required: true }), descending: t.boolean({ required: true, defaultValue: false }) }),
  });
  builder.queryField('playlists', (t) => t.connection({
    type: refs.playlist, args: { filter: t.arg({ type: playlistFilter }), sort: t.arg({ type: sort }) }, complexity: listCost,
    resolve: async (_, args, { db, libraryId }) => {
      const order = playlistOrder(args.sort?.by ?? 'NAME', args.sort?.descending ?? false);
      return memoryPage(pageRequest(args), order, await readPlaylists(db, libraryId, args.filter ?? {}));
    },
  }));
}

function addPlays(builder: Builder, refs: Refs, { playFilter }: Inputs): void {
  builder.queryField('plays', (t) => t.connection({
    type: refs.play, description: 'By time, latest first unless asked otherwise.', complexity: listCost,
    args: { filter: t.arg({ type: playFilter }), descending: t.arg.boolean({ required: true, defaultValue: true }) },
    resolve: (_, { filter, descending, ...page }, { db, libraryId }) => readPlays(db, libraryId, filter ?? {}, playOrder(descending), pageRequest(page)),
  }));
}

function addDevices(builder: Builder, refs: Refs): void {
  const by = builder.enumType('DeviceSortField', { values: ['NAME', 'CREATED_AT', 'LAST_SEEN_AT', 'LAST_SYNC_AT', 'HOLDINGS'] satisfies DeviceSortField[] });
  const filter = builder.inputType('DeviceFilter', {
    fields: (t) => ({ deviceIds: t.idList(), online: t.boolean(), revoked: t.boolean(), shares: t.boolean() }),
  });
  builder.queryField('devices', (t) => t.connection({
    type: refs.device, complexity: listCost,
    args: { filter: t.arg({ type: filter }), by: t.arg({ type: by, required: true, defaultValue: 'CREATED_AT' }), descending: t.arg.boolean({ required: true, defaultValue: false }) },
    resolve: async (_, { filter: wanted, by: field, descending, ...page }, context) => {
      const devices = (await context.devices()).filter((device) =>
        (wanted?.deviceIds ?? [device.deviceId]).includes(device.deviceId)
        && (['online', 'revoked', 'shares'] as const).every((flag) => (wanted?.[flag] ?? device[flag]) === device[flag]));
      return memoryPage(pageRequest(page), deviceOrder(field, descending), devices);
    },
  }));
}

function addFacts(builder: Builder, refs: Refs, { factFilter }: Inputs): void {
  const by = builder.enumType('FactSortField', { values: ['SUBJECT', 'CHANGE'] satisfies FactSortField[], description: 'CHANGE: the order in which the server got them.' });
  builder.queryField('facts', (t) => t.connection({
    type: refs.fact, complexity: listCost,
    args: { filter: t.arg({ type: factFilter }), by: t.arg({ type: by, required: true, defaultValue: 'SUBJECT' }), descending: t.arg.boolean({ required: true, defaultValue: false }) },
    resolve: (_, { filter, by: field, descending, ...page }, { db, libraryId }) => readFacts(db, libraryId, filter ?? {}, factOrder(field, descending), pageRequest(page)),
  }));
}
