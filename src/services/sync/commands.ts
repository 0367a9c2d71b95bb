// What tabs say to one another about sync: the leader tells its state, the others ask it to do things.
import type { CoverHash } from '../../domain/library/ids';
import type { SyncState } from './sync';

export type Command =
  | { readonly name: 'sync' | 'interrupt' | 'devices' }
  | { readonly name: 'cover'; readonly coverHash: CoverHash };

export type TabMessage =
  | { readonly kind: 'hello' }
  | { readonly kind: 'state'; readonly state: SyncState }
  | { readonly kind: 'command'; readonly command: Command };
