// What the calls of sync take and answer, as the API's description shows it. Items of a push are checked one by one (item-checks.ts).
import { Type } from 'typebox';
import { MAX_PUSH_ITEMS } from '../../src/domain/sync/protocol';
import { Binary } from '../http/binary';
import { MAX_FACT_BYTES } from './item-checks';

const Count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const Hlc = Type.String({ description: 'Time of the change: 12 hex digits of milliseconds, 4 of a counter, the device.', examples: ['019ac1b2c3d4-0000-device'] });

export const OpItem = Type.Object({
  kind: Type.String({ examples: ['recording', 'playlist', 'playlistEntry'] }),
  id: Type.String(),
  parent: Type.Optional(Type.String({ description: 'The playlist of an entry.' })),
  field: Type.String({ examples: ['rating', 'loved', 'name'] }),
  value: Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]),
  hlc: Hlc,
});

export const PlayItem = Type.Object({ playId: Type.String(), contentKey: Type.String(), atMs: Count, deviceId: Type.String() });

export const StampItem = Type.Object({
  kind: Type.String({ examples: ['tags', 'sound', 'vector', 'holding', 'alias'] }),
  subject: Type.String(),
  version: Count,
  deviceId: Type.String(),
  revision: Count,
  digest: Type.String({ description: 'hash128 of the value, 32 hex digits.' }),
});

export const FactItem = Type.Object({ ...StampItem.properties, value: Binary(MAX_FACT_BYTES, 'MessagePack.') });

export const HelloReply = Type.Object({
  protocol: Type.Object({ oldest: Count, newest: Count }),
  libraryId: Type.String(),
  epoch: Type.String({ description: 'Cursors of another epoch are void.' }),
  serverNowMs: Count,
  role: Type.Union([Type.Literal('owner'), Type.Literal('reader')]),
  cursor: Count,
  maxPushItems: Count,
  maxBodyBytes: Count,
});

export const PushBody = Type.Object({
  ops: Type.Array(OpItem),
  plays: Type.Array(PlayItem),
  facts: Type.Array(FactItem),
}, { description: `At most ${MAX_PUSH_ITEMS} items of all kinds together.` });

export const PushReply = Type.Object({
  refused: Type.Array(Type.Object({
    type: Type.Union([Type.Literal('op'), Type.Literal('play'), Type.Literal('fact')]),
    index: Count,
    code: Type.Union([Type.Literal('clock-ahead'), Type.Literal('invalid')]),
  }), { description: 'Everything else is kept.' }),
  since: Type.Integer({ minimum: 0, description: 'The library’s newest change just before this push: a device that has all up to it has all up to `cursor`.' }),
  cursor: Count,
  serverNowMs: Count,
});

export const OfferBody = Type.Object({ facts: Type.Array(StampItem, { description: `At most ${MAX_PUSH_ITEMS}.` }) });
export const OfferReply = Type.Object({ wanted: Type.Array(Count, { description: 'Indexes into the request’s list.' }) });

export const ChangesQueryString = Type.Object({
  after: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'Cursor of the last page; 0 for all.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'Most items; the server may give fewer.' })),
  facts: Type.Optional(Type.Integer({ minimum: 0, maximum: 1, description: '0 leaves facts out.' })),
});

export const ChangesReply = Type.Object({
  epoch: Type.String(),
  ops: Type.Array(OpItem),
  plays: Type.Array(PlayItem),
  facts: Type.Array(FactItem),
  cursor: Count,
  remaining: Count,
});

export const HistoryQueryString = Type.Object({
  kind: Type.String({ minLength: 1, maxLength: 64 }),
  id: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Of the entity.' })),
  parent: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'The playlist whose entries are asked for, with the kind `playlistEntry`.' })),
});
export const HistoryReply = Type.Object({ ops: Type.Array(OpItem, { description: 'Newest first.' }) });
