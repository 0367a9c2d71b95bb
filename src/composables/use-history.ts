// Every change of a recording, or of a playlist and its entries, from all devices, with the way back to each.
import { ref, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { tracksOfRecordings, trackViews } from '../db/tracks';
import { editIds } from '../db/edits';
import type { ContentKey, TrackId } from '../domain/library/ids';
import type { ChoiceKind } from '../domain/sync/choice';
import { historyLines, starsText, type HistoryLine, type HistoryWords } from './history-words';
import { useServices } from './services';
import { useToasts } from './use-toasts';

export interface HistorySubject {
  readonly kind: Exclude<ChoiceKind, 'playlistEntry'>;
  readonly id: string;
  /** Of a recording: the track that is looked at, whose edited tags are told too. */
  readonly trackId?: TrackId;
}

export interface ShownLine extends HistoryLine {
  readonly text: string;
  /** What putting it back is called, and what is said once it was done. */
  readonly action: string;
  readonly done: string;
}

/** What takes back something done to an entry: a message of the action, and one with `Done` behind it of what was done. */
const UNDOES = { added: 'removeIt', returned: 'removeIt', removed: 'putBackIt', moved: 'moveBack' } as const;

export function useHistory(subject: () => HistorySubject) {
  const { db, sync, choices } = useServices();
  const { t, n } = useI18n();
  const { showUndo } = useToasts();
  const lines = shallowRef<readonly ShownLine[] | null>(null);
  const busy = ref(false);

  async function load(): Promise<void> {
    const { kind, id, trackId } = subject();
    const edits = trackId === undefined ? [] : await editIds(db, trackId);
    const [own, ofEntries, ofTags] = await Promise.all([
      sync.history({ kind, id }), kind === 'playlist' ? sync.history({ kind: 'playlistEntry', parent: id }) : [],
      Promise.all(edits.map((edit) => sync.history({ kind: 'edit', id: edit }))),
    ]);
    const told = historyLines([...own, ...ofEntries, ...ofTags.flat()]);
    const titles = await titlesOf(told.flatMap(({ words }) => ('contentKey' in words ? [words.contentKey] : [])));
    // The person may have gone on to another one meanwhile.
    if (subject().id === id) lines.value = told.map((line) => shownOf(line, titles));
  }

  function shownOf(line: HistoryLine, titles: ReadonlyMap<ContentKey, string>): ShownLine {
    const { words } = line;
    const text = textOf(words, titles);
    if (!('contentKey' in words)) return { ...line, text, action: t('history.putBack'), done: t('history.done', { what: text }) };
    const undo = UNDOES[words.key];
    return { ...line, text, action: t(`history.${undo}`), done: t(`history.${undo}Done`, { title: titleOf(words.contentKey, titles) }) };
  }

  async function titlesOf(contentKeys: readonly ContentKey[]): Promise<ReadonlyMap<ContentKey, string>> {
    const held = await tracksOfRecordings(db, contentKeys);
    const views = await trackViews(db, [...new Set(held.values())]);
    return new Map(views.flatMap((view) => (view.contentKey ? [[view.contentKey, view.title] as const] : [])));
  }

  function textOf(words: HistoryWords, titles: ReadonlyMap<ContentKey, string>): string {
    switch (words.key) {
      case 'rating':
        return t('history.rating', { stars: starsText(words.halfStars) });
      case 'tempo':
        return t('corrections.history.tempo', { bpm: n(words.tempoBpm, { maximumFractionDigits: 1 }) });
      case 'musicalKey':
        return t('corrections.history.key', { key: words.name });
      case 'noTempo':
      case 'noKey':
        return t(`corrections.history.${words.key}`);
      case 'created':
      case 'renamed':
        return t(`history.${words.key}`, { name: words.name });
      case 'added':
      case 'removed':
      case 'returned':
      case 'moved':
        return t(`history.${words.key}`, { title: titleOf(words.contentKey, titles), from: words.from, to: words.to });
      case 'edited': {
        const field = t(`edit.fields.${words.field}`);
        if (words.value === null) return t('history.editedBack', { field });
        return words.value === '' ? t('history.editedEmpty', { field }) : t('history.edited', { field, value: valueText(words.value) });
      }
      case 'other':
        return words.value === null ? t('history.otherNone', { field: words.field }) : t('history.other', { field: words.field, value: words.value });
      default:
        return t(`history.${words.key}`);
    }
  }

  const valueText = (value: string): string => (value === 'true' ? t('edit.yes') : value === 'false' ? t('edit.no') : value);

  function titleOf(contentKey: ContentKey, titles: ReadonlyMap<ContentKey, string>): string {
    return titles.get(contentKey) ?? t('history.unknownTrack');
  }

  async function putBack(line: ShownLine): Promise<void> {
    if (!line.putBack || busy.value) return;
    busy.value = true;
    try {
      const undo = await choices.putBack(line.putBack);
      showUndo(line.done, async () => {
        await undo();
        await load();
      });
      await load();
    } finally {
      busy.value = false;
    }
  }

  return { lines, busy, load, putBack };
}
