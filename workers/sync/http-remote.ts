// The server behind HTTP, as the exchange and the covers see it.
import type { CoverHash } from '../../src/domain/library/ids';
import type { Result } from '../../src/domain/result';
import type { Remote } from '../../src/domain/sync/ports';
import type { CoverAnswer, CoverBody, CoversAnswer, CoversRequest } from '../../src/domain/sync/protocol';
import type { HttpClient } from './http-client';

export interface CoverRemote {
  missing(hashes: readonly CoverHash[]): Promise<Result<CoversAnswer>>;
  put(coverHash: CoverHash, body: CoverBody): Promise<Result<null>>;
  get(coverHash: CoverHash, large: boolean): Promise<Result<CoverAnswer>>;
}

export function httpRemote({ call }: HttpClient): Remote {
  return {
    hello: () => call('GET', 'api/sync/hello'),
    push: (request) => call('POST', 'api/sync/push', request),
    offer: (request) => call('POST', 'api/sync/offer', request),
    changes: (after, limit) => call('GET', `api/sync/changes?after=${after}&limit=${limit}&facts=1`),
  };
}

export function httpCovers({ call }: HttpClient): CoverRemote {
  return {
    missing: (hashes) => call('POST', 'api/covers/missing', { hashes } satisfies CoversRequest),
    put: (coverHash, body) => call('PUT', `api/covers/${coverHash}`, body),
    get: (coverHash, large) => call('GET', `api/covers/${coverHash}${large ? '?large=1' : ''}`),
  };
}
