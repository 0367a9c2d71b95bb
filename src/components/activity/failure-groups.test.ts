import { expect, test } from 'vitest';
import type { TrackId } from '../../domain/library/ids';
import type { ErrorCode } from '../../domain/result';
import { failureGroups } from './failure-groups';

const file = (trackId: number, code: ErrorCode) => ({ trackId: trackId as TrackId, path: `${trackId}.mp3`, code, step: 'parse' as const, atMs: trackId, detail: null });

test('files stand by their reason, the commonest first, in the order of the library', () => {
  const groups = failureGroups([file(1, 'truncated'), file(2, 'file-empty'), file(3, 'file-empty'), file(4, 'not-audio')]);
  expect(groups.map(({ code, files }) => [code, ...files.map(({ trackId }) => trackId)])).toEqual([['file-empty', 2, 3], ['not-audio', 4], ['truncated', 1]]);
});

test('nothing that failed makes no group', () => expect(failureGroups([])).toEqual([]));
