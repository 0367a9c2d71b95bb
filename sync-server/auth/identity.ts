// Who asks: found from the bearer token before any route runs.
import type { DeviceId } from '../../src/domain/library/ids';
import type { Role } from '../../src/domain/sync/protocol';

export interface Identity {
  readonly libraryId: string;
  readonly deviceId: DeviceId;
  readonly role: Role;
  /** The device belongs to the library that runs the server. */
  readonly isAdmin: boolean;
}

/** What a route asks for. `public` routes alone need no token. */
export type Access = 'public' | 'reader' | 'owner' | 'admin';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null on public routes only. */
    identity: Identity | null;
  }
  interface FastifyContextConfig {
    /** Routes of the API without it are refused at start. */
    access?: Access;
  }
}
