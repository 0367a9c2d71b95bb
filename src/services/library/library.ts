// The page's view of the search worker.
import type { RootId, TrackId } from '../../domain/library/ids';
import type { DuplicateList, FolderGroup, Group, GroupKind, TrackList, TrackQuery } from '../../domain/query/query';
import type { Result } from '../../domain/result';
import type { IndexState, SimilarHit } from '../../domain/worker-api';
import type { Listenable } from '../listenable';

export interface Library extends Listenable<IndexState> {
  open(): Promise<void>;
  query(query: TrackQuery): Promise<Result<TrackList>>;
  groups(kind: GroupKind, text: string): Promise<Result<readonly Group[]>>;
  folders(rootId: RootId | null, path: string): Promise<Result<readonly FolderGroup[]>>;
  similar(trackId: TrackId, limit: number): Promise<Result<readonly SimilarHit[]>>;
  duplicates(): Promise<Result<DuplicateList>>;
}

export const INITIAL_INDEX: IndexState = { ready: false, textReady: false, trackCount: 0, vectorCount: 0, revision: 0 };
