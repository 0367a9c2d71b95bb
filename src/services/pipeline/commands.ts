// What any tab may ask of the one that runs the pipeline.
import type { RootId, TrackId } from '../../domain/library/ids';
import type { SpeedSettings } from '../../domain/work/pace';
import type { FocusKind, Sign } from './pipeline';

export type Command =
  | { readonly name: 'scan'; readonly rootIds: readonly RootId[] | null; readonly within?: readonly string[] }
  | { readonly name: 'pause' | 'resume' | 'stop' | 'retried' | 'guessAgain' }
  | { readonly name: 'prioritise'; readonly trackIds: readonly TrackId[] }
  | { readonly name: 'focus'; readonly kind: FocusKind; readonly trackIds: readonly TrackId[] }
  | { readonly name: 'setSpeed'; readonly patch: Partial<SpeedSettings> }
  | { readonly name: 'feel'; readonly sign: Sign };
