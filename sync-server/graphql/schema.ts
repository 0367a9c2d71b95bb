// The whole schema.
import type { GraphQLSchema } from 'graphql';
import { createBuilder } from './builder';
import { addGroups } from './types/groups';
import { createInputs } from './types/inputs';
import { addMutations } from './types/mutations';
import { addDevice, addFact, addPlay, addPlaylist } from './types/others';
import { addQueries } from './types/queries';
import { createRefs } from './types/refs';
import { addSimilar } from './types/similar';
import { addSubscriptions } from './types/subscriptions';
import { addTrack } from './types/track';

export function createSchema(): GraphQLSchema {
  const builder = createBuilder();
  const refs = createRefs(builder);
  const inputs = createInputs(builder);
  addTrack(builder, refs);
  addGroups(builder, refs, inputs);
  addPlaylist(builder, refs);
  addPlay(builder, refs);
  addDevice(builder, refs);
  addFact(builder, refs);
  addQueries(builder, refs, inputs);
  addSimilar(builder, refs);
  addMutations(builder, refs);
  addSubscriptions(builder, refs);
  return builder.toSchema();
}
