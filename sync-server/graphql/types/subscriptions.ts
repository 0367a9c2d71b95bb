// What happens in the library, as it happens.
import type { LibraryUpdate, Progress } from '../../../src/domain/sync/live';
import type { Builder } from '../builder';
import { liveEvents } from '../live-events';
import type { Refs } from './refs';

export function addSubscriptions(builder: Builder, refs: Refs): void {
  const update = builder.objectRef<LibraryUpdate>('LibraryUpdate').implement({
    description: 'The library changed.',
    fields: (t) => ({ cursor: t.exposeFloat('cursor', { description: 'Changes up to here are there, for GET /api/sync/changes.' }) }),
  });
  const progress = builder.objectRef<Progress>('Progress').implement({
    fields: (t) => ({
      deviceId: t.exposeID('deviceId'), runId: t.exposeID('runId'), step: t.exposeString('step', { description: '`scan`, `parse`, `analyse`, `embed` or `enrich`.' }),
      current: t.exposeInt('current'), total: t.exposeInt('total'), percent: t.exposeFloat('percent'),
      filesPerSecond: t.exposeFloat('filesPerSecond', { nullable: true }), etaS: t.exposeFloat('etaS', { nullable: true }),
      device: t.field({ type: refs.device, nullable: true, resolve: ({ deviceId }, _, { loaders }) => loaders.device.load(deviceId) }),
    }),
  });
  builder.subscriptionType({});
  builder.subscriptionField('libraryUpdated', (t) => t.field({
    type: update, subscribe: (_, __, context) => liveEvents(context, 'library_update'), resolve: (event) => event,
  }));
  builder.subscriptionField('progress', (t) => t.field({
    type: progress, description: 'How far a device has come with its files.',
    subscribe: (_, __, context) => liveEvents(context, 'progress'), resolve: (event) => event,
  }));
  builder.subscriptionField('deviceChanged', (t) => t.field({
    type: refs.device, description: 'A device came online, went offline or was changed.',
    subscribe: (_, __, context) => liveEvents(context, 'device'), resolve: (event) => event,
  }));
}
