// What the server and its similarity worker say to each other.

export interface KeyedVector {
  readonly key: string;
  readonly vector: Float32Array;
}

export interface SimilarHit {
  readonly contentKey: string;
  /** Cosine, −1–1. */
  readonly similarity: number;
}

export type ToWorker =
  /** Adds or replaces vectors of a library. */
  | { readonly type: 'put'; readonly libraryId: string; readonly vectors: readonly KeyedVector[] }
  | { readonly type: 'drop'; readonly libraryId: string }
  | { readonly type: 'nearest'; readonly requestId: number; readonly libraryId: string; readonly contentKey: string; readonly limit: number };

export interface FromWorker {
  readonly requestId: number;
  /** Null where the recording has no vector. */
  readonly hits: readonly SimilarHit[] | null;
}
