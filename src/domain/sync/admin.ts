// What the administrator sees of the whole server, and may do with it.
import type { DeviceInfo } from './protocol';

/** A library and what it holds; never its content. */
export interface AdminLibrary {
  readonly libraryId: string;
  readonly name: string;
  readonly isAdmin: boolean;
  readonly createdAtMs: number;
  readonly tracks: number;
  readonly devices: readonly DeviceInfo[];
}

/** A failure of the server as it was logged: no addresses, tokens or bodies. */
export interface AdminError {
  readonly atMs: number;
  /** Found in the log and in the answer to the device. */
  readonly requestId: string | null;
  /** Method and route, such as `POST /api/sync/push`. */
  readonly route: string | null;
  readonly message: string;
}

export type TableCounts = Readonly<Record<'ops' | 'choices' | 'plays' | 'facts' | 'covers' | 'tracks' | 'devices', number>>;

/** `GET /api/admin/status`. Rates and errors are those of the instance that answers. */
export interface AdminStatus {
  readonly atMs: number;
  readonly instance: {
    readonly version: string;
    readonly node: string;
    readonly startedAtMs: number;
    /** Resident memory. */
    readonly memoryBytes: number;
    /** 99th percentile since start. */
    readonly eventLoopLagMs: number;
  };
  readonly database: {
    readonly dialect: 'sqlite' | 'postgres';
    readonly sizeBytes: number;
    readonly rows: TableCounts;
  };
  readonly events: {
    readonly openStreams: number;
    /** Mean of the last minute. */
    readonly eventsPerSecond: number;
  };
  readonly requests: {
    /** Mean of the last minute. */
    readonly perSecond: number;
    /** Being answered now. */
    readonly pending: number;
  };
  readonly libraryCount: number;
  /** The first 100. */
  readonly libraries: readonly AdminLibrary[];
  /** Newest first, at most 50. */
  readonly errors: readonly AdminError[];
}

/** `POST /api/admin/backup`. PostgreSQL is backed up by its own tool: then there is a command and no file. */
export interface BackupAnswer {
  /** Name in the folder `backups` of the server's data. */
  readonly file: string | null;
  readonly sizeBytes: number | null;
  readonly command: string | null;
}

/** `POST /api/admin/compact`. */
export interface CompactAnswer {
  readonly beforeBytes: number;
  readonly afterBytes: number;
}
