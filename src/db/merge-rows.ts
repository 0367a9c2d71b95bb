// Rows after facts of other devices: new ones for recordings that are not here, moved on ones for those that are.
import type { ContentKey } from '../domain/library/ids';
import { ELSEWHERE, MISSING, withQueue, type StageVersions, type TrackRow } from '../domain/library/track';
import type { SoundRow, VectorRow } from '../domain/sound/sound';
import { advanced, elsewhereRow, isElsewhere, subjectOf, withSound, type KnownSound, type NewRow } from '../domain/sync/elsewhere';
import { withChosenCovers } from './album-covers';
import type { Database } from './database';
import { withStoredEdits } from './edits';
import { returning } from './elsewhere';
import type { KnownKeys } from './known-keys';
import type { ArrivedTags, FactMerge } from './merge-facts';
import { followTagged } from './tagged';

export interface RowMerge {
  readonly merge: FactMerge;
  readonly known: KnownKeys;
  readonly seq: number;
  readonly versions: StageVersions;
}

type Sounds = (contentKey: ContentKey) => KnownSound;

/** Call inside the transaction that merged the facts. */
export async function mergeRows(db: Database, { merge, known, seq, versions }: RowMerge): Promise<void> {
  const aboutFacts = new Set([...merge.sounds.keys(), ...merge.vectors.keys(), ...[...merge.tags.values()].map((tags) => tags.contentKey), ...merge.holdingsChanged]);
  const keys = [...aboutFacts].filter((key) => known.has(key));
  const rows = keys.length > 0 ? await db.tracks.where('contentKey').anyOf(keys).toArray() : [];
  const unseen = new Set([...merge.holdingsChanged].filter((key) => isHeld(key, merge)));
  const sounds = await soundsOf(db, merge, [...aboutFacts].filter((key) => known.has(key)));
  const changed: TrackRow[] = [];
  const standing = new Set<string>();
  for (const row of rows) {
    unseen.delete(row.contentKey as ContentKey);
    if (isElsewhere(row) || row.stage !== 'found') standing.add(subjectOf(row));
    const after = isElsewhere(row) ? followed(row, merge, sounds) : advancedRow(row, merge, sounds, versions);
    if (after !== row) changed.push({ ...after, seq });
  }
  const added: (NewRow & { readonly seq: number })[] = [];
  for (const [subject, tags] of merge.tags) {
    if (!standing.has(subject)) added.push({ ...elsewhereRow(tags.stamp, tags.value, sounds(tags.contentKey), isHeld(tags.contentKey, merge)), seq });
  }
  for (const row of await returning(db, [...unseen])) {
    if (!merge.tags.has(subjectOf(row)) && row.contentKey) added.push({ ...withSound(row, sounds(row.contentKey)), seq });
  }
  const [shownChanged, shownAdded] = [changed.length > 0 ? await shown(db, changed) : [], added.length > 0 ? await shown(db, added) : []];
  await Promise.all([db.tracks.bulkPut(shownChanged), db.tracks.bulkAdd(shownAdded), merge.written]);
  const said = [...new Set([...merge.holdingsChanged, ...[...merge.tags.values()].map((tags) => tags.contentKey)])];
  await followTagged(db, (await db.announced.limit(1).count()) > 0 ? said : said.filter((key) => merge.withdrawn.has(key)), seq);
}

/** With what a person chose on top. Not for no rows: awaiting what reads nothing ends a transaction early. */
async function shown<R extends NewRow>(db: Database, rows: readonly R[]): Promise<R[]> {
  return withChosenCovers(db, await withStoredEdits(db, rows));
}

/** A row of another device after what arrived; the same where nothing did. */
function followed(row: TrackRow, merge: FactMerge, sounds: Sounds): TrackRow {
  const contentKey = row.contentKey as ContentKey;
  const tags: ArrivedTags | undefined = merge.tags.get(subjectOf(row));
  // A backup may be older than what is here; the server never is.
  if (tags && (merge.from === 'server' || tags.stamp.version > row.versions.parse)) return { ...elsewhereRow(tags.stamp, tags.value, sounds(contentKey), isHeld(contentKey, merge)), trackId: row.trackId, seq: row.seq };
  const heard = merge.sounds.has(contentKey) || merge.vectors.has(contentKey) ? withSound(row, sounds(contentKey)) : row;
  if (!merge.holdingsChanged.has(contentKey)) return heard;
  const missing = isHeld(contentKey, merge) ? ELSEWHERE : MISSING;
  return missing === heard.missing ? heard : withQueue({ ...heard, missing });
}

/** A row of this device; its own tags win over all that others say. */
function advancedRow(row: TrackRow, merge: FactMerge, sounds: Sounds, versions: StageVersions): TrackRow {
  const contentKey = row.contentKey as ContentKey;
  if (!merge.sounds.has(contentKey) && !merge.vectors.has(contentKey)) return row;
  // Lists show what the facts say, whether or not the row moves.
  return { ...advanced(row, sounds(contentKey), versions) };
}

/** While nobody has said so, a recording that the server tells of counts as held, one of a backup does not. */
function isHeld(contentKey: ContentKey, { holders, from }: FactMerge): boolean {
  const devices = holders.get(contentKey);
  return devices ? devices.length > 0 : from === 'server';
}

/** Sound and vector of these recordings: as just merged, else as they were here. */
async function soundsOf(db: Database, { sounds, vectors }: FactMerge, keys: readonly ContentKey[]): Promise<Sounds> {
  const lacksSound = keys.filter((key) => !sounds.has(key));
  const lacksVector = keys.filter((key) => !vectors.has(key));
  const [soundRows, vectorRows] = await Promise.all([db.sounds.bulkGet(lacksSound), db.vectors.bulkGet(lacksVector)]);
  const heldSounds = byKey<SoundRow>(soundRows);
  const heldVectors = byKey<VectorRow>(vectorRows);
  return (key) => ({ sound: sounds.get(key) ?? heldSounds.get(key), vector: vectors.get(key) ?? heldVectors.get(key) });
}

function byKey<R extends SoundRow | VectorRow>(rows: readonly (R | undefined)[]): Map<ContentKey, R> {
  return new Map(rows.flatMap((row) => (row ? [[row.contentKey, row] as const] : [])));
}
