// What a refusal of the server means to a person.
import type { AppError, ErrorCode } from '../result';
import type { ApiErrorBody, ApiErrorCode } from './protocol';

const CODES: Readonly<Partial<Record<ApiErrorCode, ErrorCode>>> = {
  unauthorised: 'unauthorised', revoked: 'revoked', forbidden: 'forbidden', 'not-found': 'not-found', 'code-invalid': 'code-invalid',
  'client-too-old': 'client-too-old', 'server-too-old': 'server-too-old', 'rate-limited': 'rate-limited', 'device-offline': 'device-offline',
};

/** @param body of the answer; anything at all where a proxy answered in the server's place */
export function refusalError(body: unknown, status: number): AppError {
  const { code, message } = (body as Partial<ApiErrorBody> | null)?.error ?? {};
  return { code: refusalCode(code, status), detail: `${status}${message ? `: ${message}` : ''}` };
}

function refusalCode(code: ApiErrorCode | undefined, status: number): ErrorCode {
  return (code && CODES[code]) ?? byStatus(status);
}

function byStatus(status: number): ErrorCode {
  switch (status) {
    case 401:
      return 'unauthorised';
    case 403:
      return 'forbidden';
    case 404:
      return 'not-found';
    case 426:
      return 'client-too-old';
    case 429:
      return 'rate-limited';
    case 502:
    case 503:
    case 504:
      return 'network';
    default:
      return 'server-failed';
  }
}
