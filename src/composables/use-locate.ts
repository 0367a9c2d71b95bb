// Saying where a missing file or folder is now, and what came of it.
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { RootId, TrackId } from '../domain/library/ids';
import type { Result } from '../domain/result';
import type { FileFinding, FolderFinding } from '../services/folders/locate';
import { useLocatingStore } from '../stores/locating';
import { useServices } from './services';
import { useFormats } from './use-formats';
import { useToasts } from './use-toasts';

export function useLocate() {
  const { t } = useI18n();
  const { locate } = useServices();
  const { number } = useFormats();
  const { show, showError } = useToasts();
  const store = useLocatingStore();

  async function busily<T>(ask: () => Promise<Result<T>>, then: (value: T) => void): Promise<void> {
    if (store.looking) return;
    store.looking = true;
    const answer = await ask().finally(() => { store.looking = false; });
    if (answer.ok) then(answer.value);
    else showError(answer.error);
  }

  const sayFound = (count: number) => show(t('folders.lost.found', { n: number(count) }, count));

  function endFile(trackId: TrackId, finding: FileFinding): void {
    switch (finding.kind) {
      case 'found':
        return sayFound(1);
      case 'other':
        store.question = { kind: 'other', pairs: [finding.pair] };
        return;
      case 'outside':
        store.question = { kind: 'outside', trackId, name: finding.name };
    }
  }

  function endFolder({ found, other, still }: FolderFinding): void {
    if (found > 0 && still + other.length > 0) show(t('folders.lost.foundSome', { found: number(found), still: number(still + other.length) }));
    else if (found > 0) sayFound(found);
    else if (other.length === 0) show(t('folders.lost.foundNone'));
    if (other.length > 0) store.question = { kind: 'other', pairs: other };
  }

  async function replace(): Promise<void> {
    const question = store.question;
    store.question = null;
    if (question?.kind !== 'other') return;
    await locate.replace(question.pairs);
    show(t('folders.lost.replaced', { n: number(question.pairs.length) }, question.pairs.length));
  }

  async function chooseItsFolder(): Promise<void> {
    const question = store.question;
    store.question = null;
    if (question?.kind === 'outside') await busily(() => locate.folderOfFile(question.trackId), endFolder);
  }

  return {
    canLocate: locate.canPick,
    looking: computed(() => store.looking),
    question: computed(() => store.question),
    dismiss: () => { store.question = null; },
    locateFile: (trackId: TrackId) => busily(() => locate.file(trackId), (finding) => endFile(trackId, finding)),
    locateFolder: (rootId: RootId, folder: string) => busily(() => locate.folder(rootId, folder), endFolder),
    replace, chooseItsFolder,
  };
}
