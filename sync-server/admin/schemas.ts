// What the administrator's routes answer.
import { Type } from 'typebox';
import { DeviceReply } from '../auth/schemas';
import { Fields, Nullable, TimeMs } from '../http/schemas';

const Count = Type.Integer({ minimum: 0 });
const Bytes = Type.Integer({ minimum: 0, description: 'Bytes.' });
const PerSecond = Type.Number({ minimum: 0, description: 'Mean of the last minute.' });

const LibraryReply = Fields({
  libraryId: Type.String(),
  name: Type.String(),
  isAdmin: Type.Boolean(),
  createdAtMs: TimeMs,
  tracks: Count,
  devices: Type.Array(DeviceReply),
});

const ErrorReply = Fields({ atMs: TimeMs, requestId: Nullable(Type.String()), route: Nullable(Type.String()), message: Type.String() });

export const StatusReply = Fields({
  atMs: TimeMs,
  instance: Fields({ version: Type.String(), node: Type.String(), startedAtMs: TimeMs, memoryBytes: Bytes, eventLoopLagMs: Type.Number({ minimum: 0 }) }),
  database: Fields({
    dialect: Type.Union([Type.Literal('sqlite'), Type.Literal('postgres')]),
    sizeBytes: Bytes,
    rows: Fields({ ops: Count, choices: Count, plays: Count, facts: Count, covers: Count, tracks: Count, devices: Count }),
  }),
  events: Fields({ openStreams: Count, eventsPerSecond: PerSecond }),
  requests: Fields({ perSecond: PerSecond, pending: Count }),
  libraryCount: Count,
  libraries: Type.Array(LibraryReply, { description: 'The first 100.' }),
  errors: Type.Array(ErrorReply, { description: 'Of the answering instance, newest first.' }),
});

export const BackupReply = Fields({
  file: Nullable(Type.String({ description: 'Name in the folder `backups` of the server’s data.' })),
  sizeBytes: Nullable(Bytes),
  command: Nullable(Type.String({ description: 'What to run instead, on PostgreSQL.' })),
});

export const CompactReply = Fields({ beforeBytes: Bytes, afterBytes: Bytes });
export const HealthReply = Fields({ status: Type.Literal('ok'), version: Type.String() });
