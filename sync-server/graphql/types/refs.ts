// The types by name, before they have fields: types that hold each other need this.
import type { Playlist, PlaylistEntry } from '../../../src/domain/sync/choice';
import type { DeviceInfo } from '../../../src/domain/sync/protocol';
import type { Builder } from '../builder';
import type { FactRecord } from '../facts';
import type { GroupRecord } from '../groups/group-pages';
import type { PlayRecord } from '../plays';
import type { TrackRecord } from '../tracks/track-order';

export type Refs = ReturnType<typeof createRefs>;

export function createRefs(builder: Builder) {
  return {
    track: builder.objectRef<TrackRecord>('Track'),
    album: builder.objectRef<GroupRecord>('Album'),
    artist: builder.objectRef<GroupRecord>('Artist'),
    genre: builder.objectRef<GroupRecord>('Genre'),
    playlist: builder.objectRef<Playlist>('Playlist'),
    entry: builder.objectRef<PlaylistEntry>('PlaylistEntry'),
    play: builder.objectRef<PlayRecord>('Play'),
    device: builder.objectRef<DeviceInfo>('Device'),
    fact: builder.objectRef<FactRecord>('Fact'),
  };
}
