// What any tab may ask of the one that runs the pipeline.
import type { RootId, TrackId } from '../../domain/library/ids';

export type Command =
  | { readonly name: 'scan'; readonly rootIds: readonly RootId[] | null; readonly within?: readonly string[] }
  | { readonly name: 'pause' | 'resume' | 'stop' | 'retried' | 'guessAgain' }
  | { readonly name: 'prioritise'; readonly trackIds: readonly TrackId[] };
