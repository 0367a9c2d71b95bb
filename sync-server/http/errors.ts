// The one way to refuse: `throw refuse('conflict', '…')`, or return it from a handler.
import type { ApiErrorBody, ApiErrorCode } from '../../src/domain/sync/protocol';

const REFUSALS: Readonly<Record<ApiErrorCode, { readonly status: number; readonly message: string }>> = {
  'bad-request': { status: 400, message: 'The request is not valid.' },
  'code-invalid': { status: 400, message: 'This code is wrong, used up or too old.' },
  unauthorised: { status: 401, message: 'This needs a valid device token.' },
  revoked: { status: 401, message: 'This device was removed from the library.' },
  forbidden: { status: 403, message: 'This device may not do that.' },
  'not-found': { status: 404, message: 'There is nothing here.' },
  conflict: { status: 409, message: 'This does not fit what the server knows.' },
  'too-large': { status: 413, message: 'The request is too large.' },
  'unsupported-media-type': { status: 415, message: 'The server does not read this content type or encoding.' },
  'client-too-old': { status: 426, message: 'The app is too old for this server: update it.' },
  'server-too-old': { status: 426, message: 'The server is too old for this app: update it.' },
  'rate-limited': { status: 429, message: 'Too many requests: wait a moment.' },
  internal: { status: 500, message: 'The server failed.' },
  'device-offline': { status: 503, message: 'No device that holds this is online.' },
  unavailable: { status: 503, message: 'The server cannot answer just now: try again.' },
};

/** A refusal on its way to the error handler, which answers it as `ApiErrorBody`. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly statusCode: number;

  constructor(
    readonly code: ApiErrorCode,
    message: string,
    /** Sent with the answer, such as `retry-after`. */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.statusCode = statusOf(code);
  }
}

/** @param message for whoever reads the answer; a general one unless given. Never put input or internals into it. */
export function refuse(code: ApiErrorCode, message?: string, headers?: Readonly<Record<string, string>>): ApiFailure {
  return new ApiFailure(code, message ?? REFUSALS[code].message, headers);
}

export function statusOf(code: ApiErrorCode): number {
  return REFUSALS[code].status;
}

export function errorBody(code: ApiErrorCode, message: string = REFUSALS[code].message): ApiErrorBody {
  return { error: { code, message } };
}
