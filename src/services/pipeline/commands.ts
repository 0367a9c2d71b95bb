// What tabs say to one another about the pipeline: the leader tells its state, the others ask it to do things.
import type { RootId, TrackId } from '../../domain/library/ids';
import type { PipelineState } from './pipeline';

export type Command =
  | { readonly name: 'scan'; readonly rootIds: readonly RootId[] | null }
  | { readonly name: 'pause' | 'resume' | 'stop' | 'retried' }
  | { readonly name: 'prioritise'; readonly trackIds: readonly TrackId[] };

export type TabMessage =
  | { readonly kind: 'hello' }
  | { readonly kind: 'state'; readonly state: PipelineState }
  | { readonly kind: 'command'; readonly command: Command };
