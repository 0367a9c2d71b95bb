// Tracks that sound like a track.
import { MAX_PAGE, pageCost, type Builder } from '../builder';
import type { GraphContext } from '../context';
import { graphqlRefusal } from '../refusal';
import { plainText } from '../tracks/track-filter';
import type { TrackRecord } from '../tracks/track-order';
import type { Refs } from './refs';

interface SimilarTrack {
  readonly track: TrackRecord;
  readonly similarity: number;
}

/** A search compares a recording with all others. */
const SEARCH_COST = 500;

export function addSimilar(builder: Builder, refs: Refs): void {
  const similar = builder.objectRef<SimilarTrack>('SimilarTrack').implement({
    fields: (t) => ({
      similarity: t.exposeFloat('similarity', { description: 'Cosine of the embeddings, −1–1, standardised over the library.' }),
      track: t.field({ type: refs.track, resolve: ({ track }) => track }),
    }),
  });
  builder.queryField('similarTracks', (t) => t.field({
    type: [similar], nullable: true, description: 'Recordings that sound alike, best first. Null where the track has no embedding.',
    args: { trackId: t.arg.globalID({ required: true, for: [refs.track] }), limit: t.arg.int({ required: true, defaultValue: 20 }) },
    complexity: ({ limit }) => ({ ...pageCost({ first: limit }), field: SEARCH_COST }),
    resolve: (_, { trackId, limit }, context) => findSimilar(context, trackId.id, limit),
  }));
}

async function findSimilar({ libraryId, loaders, similar }: GraphContext, trackId: string, limit: number): Promise<SimilarTrack[] | null> {
  if (limit < 1 || limit > MAX_PAGE) throw graphqlRefusal('bad-request', `Ask for 1 to ${MAX_PAGE} tracks.`);
  const track = await loaders.track.load(plainText(trackId));
  if (!track) throw graphqlRefusal('not-found', 'There is no such track.');
  const hits = await similar.nearest(libraryId, track.content_key, limit);
  if (!hits) return null;
  const recordings = await Promise.all(hits.map(({ contentKey }) => loaders.recording.load(contentKey)));
  // Each recording is shown once, by the first of its tracks.
  return hits.flatMap(({ similarity }, i) => {
    const found = recordings[i]?.[0];
    return found ? [{ track: found, similarity }] : [];
  });
}
