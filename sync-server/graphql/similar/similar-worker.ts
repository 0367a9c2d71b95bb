// Exact search among the embeddings of libraries, off the thread that answers requests. The index is the app's own.
import { parentPort } from 'node:worker_threads';
import { VectorIndex } from '../../../src/domain/sound/vector-index';
import type { FromWorker, SimilarHit, ToWorker } from './similar-messages';

const indexes = new Map<string, VectorIndex>();

parentPort?.on('message', (message: ToWorker) => {
  switch (message.type) {
    case 'put': {
      const index = indexes.get(message.libraryId) ?? new VectorIndex();
      indexes.set(message.libraryId, index);
      for (const { key, vector } of message.vectors) index.put(key, vector);
      break;
    }
    case 'drop':
      indexes.delete(message.libraryId);
      break;
    case 'nearest': {
      const { requestId, libraryId, contentKey, limit } = message;
      parentPort?.postMessage({ requestId, hits: nearest(indexes.get(libraryId), contentKey, limit) } satisfies FromWorker);
    }
  }
});

function nearest(index: VectorIndex | undefined, contentKey: string, limit: number): SimilarHit[] | null {
  const id = index?.find(contentKey);
  if (!index || id === undefined) return null;
  return index.nearest(id, limit, () => true).map((hit) => ({ contentKey: index.keys[hit.id] as string, similarity: hit.similarity }));
}
