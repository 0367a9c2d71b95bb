// What the routes of devices take and answer.
import { Type } from 'typebox';
import { DeviceIdText, Fields, Line, Nullable, RoleText, TimeMs } from '../http/schemas';

const LONGEST_NAME = 80;
/** A typed code with spaces and hyphens, or the one of a link. */
const LONGEST_CODE = 64;

export const PairBody = Fields({
  code: Type.String({ minLength: 1, maxLength: LONGEST_CODE, description: 'Of a setup link, or eight letters from another device.' }),
  deviceId: DeviceIdText,
  deviceName: Line(LONGEST_NAME),
});

export const PairReply = Fields({
  token: Type.String({ description: 'For `Authorization: Bearer`. Shown once; the server keeps a hash.' }),
  libraryId: Type.String(),
  libraryName: Type.String(),
  role: RoleText,
});

export const CodeBody = Fields({ role: RoleText });
export const InviteBody = Fields({ libraryName: Line(LONGEST_NAME) });

export const CodeReply = Fields({
  code: Type.String(),
  expiresAtMs: TimeMs,
  link: Type.String({ description: 'Opens the app with the code filled in.' }),
});

export const DeviceParams = Fields({ id: DeviceIdText });
export const LibraryDeviceParams = Fields({ libraryId: DeviceIdText, id: DeviceIdText });

export const DevicePatchBody = Type.Object(
  { name: Type.Optional(Line(LONGEST_NAME)), shares: Type.Optional(Type.Boolean()) },
  { additionalProperties: false, minProperties: 1 },
);

export const DeviceReply = Fields({
  deviceId: Type.String(),
  name: Type.String(),
  role: RoleText,
  createdAtMs: TimeMs,
  lastSeenAtMs: Nullable(TimeMs),
  lastSyncAtMs: Nullable(TimeMs),
  online: Type.Boolean(),
  shares: Type.Boolean({ description: 'Whether it lets other devices play its files.' }),
  holdings: Type.Integer({ minimum: 0, description: 'Recordings that it holds.' }),
  revoked: Type.Boolean(),
});

export const RevokeReply = Fields({
  ownersLeft: Type.Integer({ minimum: 0, description: 'At 0 nobody can change the library any more, until the server is started with --new-setup-link.' }),
});
