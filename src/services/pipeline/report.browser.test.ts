// What is told of the pipeline when its work ends.
import { expect, onTestFinished, test, vi } from 'vitest';
import { Database } from '../../db/database';
import { addRoot } from '../../db/roots';
import { addTracks, patchTracks } from '../../db/tracks';
import type { TrackId } from '../../domain/library/ids';
import type { PipelineState } from './pipeline';
import { STAGE_VERSIONS } from '../../domain/versions';
import { INITIAL_PACE } from '../../domain/work/pace';
import { createReport } from './report';
import { parsedTrack } from './test-tracks';
import type { Work } from './work';

const DONE = { stage: 'embedded', versions: STAGE_VERSIONS } as const;
const REST: Work = { mode: 'on', problem: null, readable: [], scan: { busy: false, progress: null, roots: [], ended: [], emptyRoots: [] }, sound: { busy: false, inHand: [], workers: [] }, pace: INITIAL_PACE, restShare: 0 };
const BUSY: Work = { ...REST, sound: { busy: true, inHand: [], workers: [] } };

/** A report of work that the test says, with all that it told. */
function reported() {
  const db = new Database(`report ${crypto.randomUUID()}`);
  onTestFinished(() => db.delete());
  let work = BUSY;
  const report = createReport({ db, now: () => Date.now(), random: () => 0.5, look: () => work });
  const told: PipelineState[] = [];
  report.subscribe((state) => told.push(state));
  const say = (next: Work): void => {
    work = next;
    report.tell();
  };
  const reach = (check: (state: PipelineState) => boolean) => vi.waitFor(() => expect(told.some(check), JSON.stringify(told)).toBe(true), { timeout: 20_000, interval: 10 });
  return { db, told, say, reach };
}

test('the end of the work is told with the counts of all that was done', async () => {
  const { db, told, say, reach } = reported();
  say(BUSY);
  await reach((state) => state.phase === 'running');
  await addTracks(db, [parsedTrack('a.mp3', DONE), parsedTrack('b.mp3', DONE)]);
  say(REST);
  await reach((state) => state.phase === 'idle');
  expect(told.find((state) => state.phase === 'idle')).toMatchObject({ waiting: 0, counts: { found: 2, embedded: 2 } });
});

test('what was done while counts were read is counted before the end is told', async () => {
  const { db, told, say, reach } = reported();
  say(BUSY);
  await reach((state) => state.phase === 'running');
  const [id] = await addTracks(db, [parsedTrack('a.mp3')]);
  const transaction = db.transaction.bind(db) as (...args: unknown[]) => Promise<unknown>;
  let reads = 0;
  // Once the first count is read, and before its answer is told, one more file is done.
  db.transaction = (async (...args: unknown[]) => {
    const counts = await transaction(...args);
    if (args[0] === 'r' && ++reads === 1) {
      say(BUSY);
      await patchTracks(db, new Map([[id as TrackId, DONE]]));
      say(REST);
    }
    return counts;
  }) as typeof db.transaction;
  say(REST);
  await reach((state) => state.phase === 'idle');
  expect(told.find((state) => state.phase === 'idle')).toMatchObject({ waiting: 0, counts: { found: 1, embedded: 1 } });
  expect(reads).toBe(2);
});

test('files of folders that cannot be read are told apart from the work that remains, and anew when a folder is back', async () => {
  const { db, told, say, reach } = reported();
  const handle = await navigator.storage.getDirectory();
  const [here, gone] = [await addRoot(db, rootOf('Here', handle)), await addRoot(db, rootOf('Gone', handle))];
  await addTracks(db, [
    parsedTrack('a.mp3', { rootId: here }), parsedTrack('b.mp3', { rootId: gone }), parsedTrack('c.mp3', { rootId: gone, stage: 'analysed' }),
    parsedTrack('d.mp3', { rootId: gone, stage: 'found' }), parsedTrack('e.mp3', { rootId: gone, ...DONE }),
  ]);
  say({ ...REST, readable: [here] });
  await reach((state) => state.waiting === 1 && state.counts.found === 5);
  expect(told.at(-1)?.outOfReach).toEqual([{ rootId: gone, found: 1, parsed: 1, analysed: 1, renew: 0 }]);
  say({ ...BUSY, readable: [here, gone] });
  await reach((state) => state.waiting === 4 && state.outOfReach.length === 0);
});

function rootOf(name: string, handle: FileSystemDirectoryHandle) {
  return { name, kind: 'folder' as const, handle, addedAtMs: 0, lastScanAtMs: 1, removedAtMs: null };
}
