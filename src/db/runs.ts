// The history of runs of the pipeline: the last ones, each written while it runs, so that one whose tab was closed is known.
import type { RunEnd, RunRow } from '../domain/work/run';
import type { Database } from './database';

/** More say nothing more to a person. */
export const MOST_RUNS = 100;

/** The last runs, newest first; the one now running has no end yet. */
export function recentRuns(db: Database, limit: number): Promise<RunRow[]> {
  return db.runs.orderBy('runId').reverse().limit(limit).toArray();
}

/** Notes that a run began, and forgets the oldest. @returns its id */
export function beginRun(db: Database, run: Omit<RunRow, 'runId'>): Promise<number> {
  return db.transaction('rw', db.runs, async () => {
    // A copy: the database writes the new id into what it is given.
    const runId = await db.runs.add({ ...run });
    const past = await db.runs.orderBy('runId').reverse().offset(MOST_RUNS).primaryKeys();
    await db.runs.bulkDelete(past);
    return runId;
  });
}

/** Notes how far a run has come, or how it ended. */
export async function noteRun(db: Database, runId: number, patch: Partial<Omit<RunRow, 'runId'>>): Promise<void> {
  await db.runs.update(runId, patch);
}

/** Runs without an end, of tabs that closed: only the tab that leads may ask, before it begins one. */
export async function closeInterruptedRuns(db: Database): Promise<void> {
  const end: RunEnd = 'interrupted';
  await db.runs.filter((run) => run.end === null).modify({ end });
}
