// Every change of a recording or playlist, from all devices, with the way back to each.
import { ref, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { entryRowsOf } from '../db/choices';
import { tracksOfRecordings, trackViews } from '../db/tracks';
import type { ContentKey, PlaylistId } from '../domain/library/ids';
import { choiceOf, type ChoiceKind, type Op } from '../domain/sync/choice';
import { historyLines, lastOps, starsText, type HistoryLine, type HistoryWords } from './history-words';
import { useServices } from './services';
import { useToasts } from './use-toasts';

export interface HistorySubject {
  readonly kind: Exclude<ChoiceKind, 'playlistEntry'>;
  readonly id: string;
}

export interface ShownLine extends HistoryLine {
  readonly text: string;
  /** What putting it back is called, and what is said once it was done. */
  readonly action: string;
  readonly done: string;
}

export function useHistory(subject: () => HistorySubject) {
  const { db, sync, choices } = useServices();
  const { t } = useI18n();
  const { showUndo } = useToasts();
  const lines = shallowRef<readonly ShownLine[] | null>(null);
  const busy = ref(false);

  async function load(): Promise<void> {
    const { kind, id } = subject();
    const [ops, entries] = await Promise.all([sync.history(kind, id), kind === 'playlist' ? entryRowsOf(db, id as PlaylistId) : []]);
    const keys = new Map(entries.map((row) => [row.id, String(choiceOf(row, 'contentKey') ?? '') as ContentKey]));
    const titles = await titlesOf([...keys.values()]);
    const all: Op[] = [...ops, ...entries.flatMap(lastOps)];
    const told = historyLines(all, (entryId) => keys.get(entryId) ?? ('' as ContentKey));
    // The person may have gone on to another one meanwhile.
    if (subject().id === id) lines.value = told.map((line) => shownOf(line, titles));
  }

  function shownOf(line: HistoryLine, titles: ReadonlyMap<ContentKey, string>): ShownLine {
    const text = textOf(line.words, titles);
    // What comes back is the entry, not the value "removed".
    if (line.words.key === 'removed') return { ...line, text, action: t('history.putBackIt'), done: textOf({ ...line.words, key: 'returned' }, titles) };
    return { ...line, text, action: t('history.putBack'), done: t('history.done', { what: text }) };
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
      case 'created':
      case 'renamed':
        return t(`history.${words.key}`, { name: words.name });
      case 'added':
      case 'removed':
      case 'returned':
      case 'moved':
        return t(`history.${words.key}`, { title: titles.get(words.contentKey) ?? t('history.unknownTrack') });
      case 'other':
        return words.value === null ? t('history.otherNone', { field: words.field }) : t('history.other', { field: words.field, value: words.value });
      default:
        return t(`history.${words.key}`);
    }
  }

  async function putBack(line: ShownLine): Promise<void> {
    if (!line.putBack || busy.value) return;
    busy.value = true;
    const undo = await choices.putBack(line.putBack);
    showUndo(line.done, async () => {
      await undo();
      await load();
    });
    await load();
    busy.value = false;
  }

  return { lines, busy, load, putBack };
}
