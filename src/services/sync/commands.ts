// What any tab may ask of the one that exchanges with the server.
import type { CoverHash } from '../../domain/library/ids';

export type Command =
  | { readonly name: 'sync' | 'interrupt' | 'devices' }
  | { readonly name: 'cover'; readonly coverHash: CoverHash; readonly large: boolean };
