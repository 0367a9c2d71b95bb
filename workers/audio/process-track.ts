// One track from its file to its facts: decode, analyse, embed, each saved as soon as it is known.
import type { Database } from '../../src/db/database';
import { databaseError } from '../../src/db/failure';
import { reuseSound, saveAnalysis, saveEmbedding } from '../../src/db/sounds';
import type { ContentKey, TrackId } from '../../src/domain/library/ids';
import type { Segment } from '../../src/domain/library/track';
import { ok, type AppError, type Result } from '../../src/domain/result';
import type { Gapless } from '../../src/domain/sound/gapless';
import type { Analysis } from '../../src/domain/sound/sound';
import { STAGE_VERSIONS } from '../../src/domain/versions';
import type { SoundFailure, SoundReport, SoundStep } from '../../src/domain/worker-api';
import { openAudio } from './audio-source';
import { embeddingOf } from './embed-stage';
import type { MusicTheory } from './essentia';
import { featuresOf } from './features-stage';
import { keyOf } from './key-stage';
import { measure, type Measured } from './measure';
import type { Models } from './models';
import { openTrack, readRow } from './open-track';
import { heardOrNot, soundError } from './sound-error';
import { tempoOf } from './tempo-stage';
import { stopwatch, type Stopwatch } from './stopwatch';

export interface ProcessDeps {
  readonly db: Database;
  readonly models: Models;
  readonly theory: MusicTheory;
  /** Milliseconds of a steady clock. */
  readonly now: () => number;
  /** Memory of this worker that never shrinks. */
  readonly heldBytes: () => number;
  /** Told of each step as it begins. */
  readonly onStep?: (step: SoundStep) => void;
}

/** What was measured, and what the file notes of its encoder. */
type Heard = Measured & { readonly gapless: Gapless | null };

type Failed = Result<never, AppError & SoundFailure>;

/** Never throws for a bad file, a full disk or a closed folder; whatever else is thrown is told as `internal`. */
export async function processTrack(trackId: TrackId, deps: ProcessDeps): Promise<Result<SoundReport, AppError & SoundFailure>> {
  const watch = stopwatch(deps.now, deps.onStep);
  try {
    const row = await readRow(deps.db, trackId);
    if (!row.ok) return failed('analyse', row.error);
    const { contentKey } = row.value;
    const known = await stored(() => reuseSound(deps.db, contentKey, STAGE_VERSIONS));
    if (!known.ok) return failed('analyse', known.error);
    if (known.value) return ok({ contentKey, reused: true, decodedDurationS: known.value.decodedDurationS, stageMs: watch.stageMs, memoryBytes: deps.heldBytes() });
    const file = await openTrack(deps.db, row.value);
    if (!file.ok) return failed('analyse', file.error);
    const measured = await measureFile(file.value, row.value.segment, watch, deps);
    return measured.ok ? await saveFacts(contentKey, measured.value, watch, deps) : failed('analyse', measured.error);
  } catch (thrown) {
    return failed('analyse', soundError(thrown));
  }
}

async function measureFile(file: File, segment: Segment | undefined, watch: Stopwatch, { now }: ProcessDeps): Promise<Result<Heard>> {
  const source = await watch.time('read', () => openAudio(file, segment));
  if (!source.ok) return source;
  try {
    const measured = await watch.time('decode', () => measure(source.value, now));
    if (measured.ok) watch.move('decode', 'loudness', measured.value.meterMs);
    return measured.ok ? ok({ ...measured.value, gapless: source.value.gapless }) : measured;
  } finally {
    source.value.dispose();
  }
}

async function saveFacts(contentKey: ContentKey, measured: Heard, watch: Stopwatch, deps: ProcessDeps): Promise<Result<SoundReport, AppError & SoundFailure>> {
  const analysed = await heardOrNot(() => analyse(measured, watch, deps));
  if (!analysed.ok) return failed('analyse', analysed.error);
  const analysisSaved = await watch.time('write', () => stored(() => saveAnalysis(deps.db, contentKey, STAGE_VERSIONS.analyse, analysed.value)));
  if (!analysisSaved.ok) return failed('analyse', analysisSaved.error);

  const embedded = await heardOrNot(() => watch.time('embed', () => embeddingOf(measured, deps.models.patches)));
  if (!embedded.ok) return failed('embed', embedded.error);
  const embeddingSaved = await watch.time('write', () => stored(() => saveEmbedding(deps.db, contentKey, STAGE_VERSIONS.embed, embedded.value)));
  if (!embeddingSaved.ok) return failed('embed', embeddingSaved.error);
  return ok({ contentKey, reused: false, decodedDurationS: measured.durationS, stageMs: watch.stageMs, memoryBytes: deps.heldBytes(), ...(measured.broke?.trapped && { trapped: true }) });
}

async function analyse(measured: Heard, watch: Stopwatch, { models, theory }: ProcessDeps): Promise<Analysis> {
  return {
    ...await watch.time('tempo', () => tempoOf(measured, models)),
    ...await watch.time('key', async () => keyOf(measured)),
    ...await watch.time('loudness', async () => measured.meters.report()),
    features: await watch.time('features', async () => featuresOf(measured, theory)),
    gapless: measured.gapless,
    decodedDurationS: measured.durationS,
  };
}

async function stored<T>(write: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await write());
  } catch (thrown) {
    return { ok: false, error: databaseError(thrown) };
  }
}

function failed(step: SoundFailure['step'], error: AppError): Failed {
  return { ok: false, error: { ...error, step } };
}
