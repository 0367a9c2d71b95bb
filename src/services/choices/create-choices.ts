// Choices over the database: one transaction a call, and undo as ops of their own, so that other devices learn of it too.
import { artistLinks } from '../../db/artists';
import { carriedOver } from '../../db/carry-over';
import { planChoices, playlistEntries, writeChoices, type ChoiceDeps } from '../../db/choices';
import { settleCredits } from '../../db/credits';
import { writeEditChanges, writeEdits } from '../../db/edits';
import type { Database } from '../../db/database';
import { hideVersions, preferNone, preferVersion, showVersions, writeVersions, type VersionUndo } from '../../db/versions';
import { mergeChanges, splitChanges } from '../../domain/library/artist-aliases';
import type { ContentKey, PlaylistEntryId, PlaylistId } from '../../domain/library/ids';
import { keepWhole, letCut } from '../../domain/library/whole-names';
import { keyChoice, tempoChoice } from '../../domain/sound/corrections';
import { WHICH_WINS_ID } from '../../domain/sound/which-wins';
import type { ChoiceChange, ChoiceValue } from '../../domain/sync/choice';
import { keysAfter, keysAtEnd } from '../../domain/sync/order';
import type { Choices, Undo } from './choices';

export interface ChoicesDeps {
  readonly db: Database;
  readonly now: () => number;
  readonly newId: () => string;
}

export function createChoices({ db, now, newId }: ChoicesDeps): Choices {
  const at = (): ChoiceDeps => ({ nowMs: now(), newId });
  const undoing = (changes: readonly ChoiceChange[]): Undo => async () => {
    await writeChoices(db, changes, at());
  };
  const write = async (changes: readonly ChoiceChange[]): Promise<Undo> => undoing(await writeChoices(db, changes, at()));

  async function versions(written: Promise<VersionUndo>): Promise<Undo> {
    const undo = await written;
    return async () => {
      await writeVersions(db, undo, at());
    };
  }

  /** Credits follow by themselves; what a closed tab leaves undone is done by the next scan. */
  const settle = (): void => void settleCredits(db).catch(() => undefined);

  async function writeNames(changes: readonly ChoiceChange[]): Promise<Undo> {
    const undo = await write(changes);
    settle();
    return async () => {
      await undo();
      settle();
    };
  }

  function undoingEdits(changes: readonly ChoiceChange[]): Undo {
    settle();
    return async () => {
      await writeEditChanges(db, changes, { now, newId });
      settle();
    };
  }

  return {
    rate: (contentKeys, rating) => write(recordings(contentKeys, 'rating', rating)),
    love: (contentKeys, loved) => write(recordings(contentKeys, 'loved', loved)),
    correctTempo: (corrections) => write([...new Map(corrections.map((each) => [each.contentKey, each.tempoBpm]))].flatMap(([contentKey, tempoBpm]) => {
      const value = tempoBpm === null ? null : tempoChoice(tempoBpm);
      return tempoBpm === null || value !== null ? recordings([contentKey], 'tempoBpm', value) : [];
    })),
    correctKey: (contentKeys, key) => write(recordings(contentKeys, 'key', key && keyChoice(key))),
    letWin: (wins) => write(Object.entries(wins).map(([field, value]): ChoiceChange => ({ kind: 'setting', id: WHICH_WINS_ID, field, value }))),
    async createPlaylist(name) {
      const playlistId = newId() as PlaylistId;
      await write([playlist(playlistId, 'name', name), playlist(playlistId, 'createdAtMs', now())]);
      return playlistId;
    },
    renamePlaylist: (playlistId, name) => write([playlist(playlistId, 'name', name)]),
    deletePlaylist: (playlistId) => write([playlist(playlistId, 'deleted', true)]),
    async addToPlaylist(playlistId, contentKeys) {
      const ids = contentKeys.map(() => newId() as PlaylistEntryId);
      await planChoices(db, async () => {
        const keys = keysAtEnd(await playlistEntries(db, playlistId), ids.length);
        return ids.flatMap((id, i) => [
          entry(playlistId, id, 'contentKey', contentKeys[i] ?? null),
          entry(playlistId, id, 'orderKey', keys[i] ?? null),
        ]);
      }, at());
      return undoing(ids.map((id) => entry(playlistId, id, 'removed', true)));
    },
    removeEntries: (entryIds, playlistId) => write(entryIds.map((id) => entry(playlistId, id, 'removed', true))),
    mergeArtists: async (from, into) => undoing(await planChoices(db, async () => mergeChanges(from, into, await artistLinks(db)), at())),
    splitArtist: async (artistKey) => undoing(await planChoices(db, async () => splitChanges(artistKey, await artistLinks(db)), at())),
    keepWhole: (name) => writeNames(keepWhole(name)),
    letCut: (name) => writeNames(letCut(name)),
    carryOver: async (pairs) => undoing(await planChoices(db, () => carriedOver(db, pairs), at())),
    preferVersion: (trackId, among) => versions(preferVersion(db, trackId, among, at())),
    preferNone: (trackId) => versions(preferNone(db, trackId, at())),
    hideTracks: (trackIds) => versions(hideVersions(db, trackIds, at())),
    showTracks: (trackIds) => versions(showVersions(db, trackIds, at())),
    editTags: async (edits, onProgress) => undoingEdits(await writeEdits(db, edits, { now, newId, onProgress })),
    putBack: async (change) => (change.kind === 'edit' ? undoingEdits(await writeEditChanges(db, [change], { now, newId })) : write([change])),
    async moveEntry(playlistId, entryId, after) {
      if (entryId === after) return async () => undefined;
      const undo = await planChoices(db, async () => {
        const keys = keysAfter(await playlistEntries(db, playlistId), entryId, after);
        return [...keys].map(([id, orderKey]) => entry(playlistId, id, 'orderKey', orderKey));
      }, at());
      return undoing(undo);
    },
  };
}

function recordings(contentKeys: readonly ContentKey[], field: string, value: ChoiceValue): ChoiceChange[] {
  return [...new Set(contentKeys)].map((id) => ({ kind: 'recording', id, field, value }));
}

function playlist(id: PlaylistId, field: string, value: ChoiceValue): ChoiceChange {
  return { kind: 'playlist', id, field, value };
}

function entry(parent: PlaylistId, id: PlaylistEntryId, field: string, value: ChoiceValue): ChoiceChange {
  return { kind: 'playlistEntry', id, parent, field, value };
}
