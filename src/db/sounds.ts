// Facts about sound: written by the audio workers together with the stage of every track that holds the recording.
import type { ContentKey } from '../domain/library/ids';
import { withQueue, type StageVersions, type TrackRow } from '../domain/library/track';
import type { Analysis, Curves, CurvesRow, Embedding, Measurements, SoundRow } from '../domain/sound/sound';
import type { Database } from './database';
import { nextSeq } from './sequence';

/** Keeps an analysis and moves every track of the recording to `analysed`. */
export function saveAnalysis(db: Database, contentKey: ContentKey, version: number, analysis: Analysis): Promise<void> {
  return db.transaction('rw', [...soundTables(db), db.tracks, db.meta], async () => {
    const before = await db.sounds.get(contentKey);
    const { curves, measurements } = parted(analysis);
    await db.curves.put({ ...curves, contentKey });
    await db.sounds.put({
      ...measurements, contentKey, analyseVersion: version,
      embedVersion: before?.embedVersion ?? 0, soundTags: before?.soundTags ?? null,
    });
    await advance(db, contentKey, (row) => ({
      // What is renewed keeps its place at the end of the line: its embedding is still there.
      ...row, stage: row.stage === 'embedded' ? 'embedded' : 'analysed', failure: null, versions: { ...row.versions, analyse: version },
    }));
  });
}

/** Keeps an embedding and moves every track of the recording to `embedded`. */
export function saveEmbedding(db: Database, contentKey: ContentKey, version: number, embedding: Embedding): Promise<void> {
  return db.transaction('rw', [...db.sounds.names, ...db.vectors.names, db.tracks, db.meta], async () => {
    await db.vectors.put({ contentKey, embedVersion: version, vector: embedding.vector });
    // Made here now: an origin that came with older facts goes.
    const sound = await db.sounds.get(contentKey);
    if (sound) await db.sounds.put({ ...withoutOrigin(sound), embedVersion: version, soundTags: embedding.soundTags });
    await advance(db, contentKey, (row) => ({
      ...row, stage: 'embedded', failure: null, attempts: 0, versions: { ...row.versions, embed: version },
    }));
  });
}

/**
 * Moves every track of a recording to `embedded` when its facts are there, at these versions or newer: another copy was processed before, here or elsewhere.
 * @returns the facts, or null when there is work to do
 */
export function reuseSound(db: Database, contentKey: ContentKey, versions: Pick<StageVersions, 'analyse' | 'embed'>): Promise<SoundRow | null> {
  return db.transaction('rw', [...db.sounds.names, ...db.vectors.names, db.tracks, db.meta], async () => {
    const [sound, vector] = await Promise.all([db.sounds.get(contentKey), db.vectors.get(contentKey)]);
    if (!sound || !vector || sound.analyseVersion < versions.analyse || sound.embedVersion < versions.embed || vector.embedVersion < versions.embed) return null;
    const { analyseVersion: analyse, embedVersion: embed } = sound;
    await advance(db, contentKey, (row) => ({ ...row, stage: 'embedded', failure: null, attempts: 0, versions: { ...row.versions, analyse, embed } }));
    return sound;
  });
}

/** The facts of a recording, or undefined before it was analysed. */
export function soundOf(db: Database, contentKey: ContentKey): Promise<SoundRow | undefined> {
  return db.sounds.get(contentKey);
}

/** What is drawn of a recording, or undefined before it was analysed. */
export function curvesOf(db: Database, contentKey: ContentKey): Promise<CurvesRow | undefined> {
  return db.curves.get(contentKey).then((row) => row ?? db.sounds.get(contentKey).then((sound) => sound && oldCurves(sound)));
}

/** As `curvesOf`, of rows that were read, in their order. */
export function curvesOfSounds(db: Database, sounds: readonly SoundRow[]): Promise<(CurvesRow | undefined)[]> {
  return db.curves.bulkGet(sounds.map((sound) => sound.contentKey)).then((rows) => rows.map((row, i) => row ?? oldCurves(sounds[i] as SoundRow)));
}

/** How often each recording is how loud, in their order (see `albumLoudness`); null where that was not measured of all. */
export async function blockLoudnessOf(db: Database, contentKeys: readonly ContentKey[]): Promise<Uint8Array[] | null> {
  const packed = (await db.curves.bulkGet([...contentKeys])).flatMap((row) => row?.blockLoudness ?? []);
  return packed.length === contentKeys.length ? packed : null;
}

/** What a transaction that writes or removes sounds has to name. */
export function soundTables(db: Database): string[] {
  return [...db.sounds.names, ...db.curves.names];
}

/** Rows of version 1 held their waveform themselves. */
function oldCurves({ contentKey, waveform }: SoundRow): CurvesRow | undefined {
  return waveform && { contentKey, waveform };
}

function parted({ waveform, bandLevels, loudnessCurve, blockLoudness, beats, tempoDistribution, chromagram, ...measurements }: Analysis) {
  return { curves: { waveform, bandLevels, loudnessCurve, blockLoudness, beats, tempoDistribution, chromagram } satisfies Curves, measurements: measurements satisfies Measurements };
}

function withoutOrigin({ origin: _, ...sound }: SoundRow): SoundRow {
  return sound;
}

async function advance(db: Database, contentKey: ContentKey, step: (row: TrackRow) => TrackRow): Promise<void> {
  // A row that waits to be parsed again holds the key of audio that may be gone.
  const rows = (await db.tracks.where('contentKey').equals(contentKey).toArray()).filter((row) => row.stage !== 'found');
  const seq = await nextSeq(db);
  await db.tracks.bulkPut(rows.map((row) => ({ ...withQueue(step(row)), seq })));
}
