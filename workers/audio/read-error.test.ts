import { describe, expect, it } from 'vitest';
import { readError } from './read-error';

describe('a failed file access', () => {
  it.each([
    ['NotFoundError', 'file-gone'],
    ['NotAllowedError', 'permission-denied'],
    ['NotReadableError', 'read-failed'],
  ])('%s is %s', (name, code) => expect(readError(new DOMException('', name))?.code).toBe(code));

  it('is not what a decoder throws', () => {
    expect([readError(new DOMException('', 'EncodingError')), readError(new Error('bad frame'))]).toEqual([null, null]);
  });
});
