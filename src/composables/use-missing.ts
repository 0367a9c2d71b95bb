// Files that are not where they were: the list, and what a person can do about it.
import { computed, onScopeDispose, shallowRef, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { forgetMissing, missingFiles, restoreTracks, type MissingFile } from '../db/missing';
import { settleCredits } from '../db/credits';
import { observeCalmly } from '../db/observe';
import type { RootId, TrackId } from '../domain/library/ids';
import { useFoldersStore } from '../stores/mirrors';
import { useServices } from './services';
import { useFormats } from './use-formats';
import { useToasts } from './use-toasts';

/** The list reads every missing row: while a scan writes, that is done about this often. */
const EVERY_MS = 1_500;

export interface MissingFolder {
  readonly rootId: RootId;
  readonly folder: string;
  /** The music folder it is in. */
  readonly rootName: string;
  readonly files: readonly MissingFile[];
}

/** @returns all missing files; undefined until they are known */
export function useMissingFiles(): Readonly<Ref<readonly MissingFile[] | undefined>> {
  const { db } = useServices();
  const files = shallowRef<readonly MissingFile[]>();
  onScopeDispose(observeCalmly(() => missingFiles(db), EVERY_MS, (value) => {
    files.value = value;
  }));
  return files;
}

export function useMissingFolders() {
  const files = useMissingFiles();
  const store = useFoldersStore();
  const folders = computed(() => {
    const names = new Map(store.state.roots.map((root) => [root.rootId, root.name]));
    const groups = new Map<string, MissingFolder & { files: MissingFile[] }>();
    for (const file of files.value ?? []) {
      const key = `${file.rootId} ${file.folder}`;
      const group = groups.get(key) ?? { rootId: file.rootId, folder: file.folder, rootName: names.get(file.rootId) ?? '', files: [] };
      group.files.push(file);
      groups.set(key, group);
    }
    return [...groups.values()] as readonly MissingFolder[];
  });
  return { files, folders };
}

export function useForget() {
  const { t } = useI18n();
  const { db } = useServices();
  const { number } = useFormats();
  const { showUndo } = useToasts();
  /** Names that only these rows held may split otherwise now; what a closed tab leaves undone is done by the next scan. */
  const settle = (): void => void settleCredits(db).catch(() => undefined);

  async function forget(trackIds: readonly TrackId[]): Promise<void> {
    const forgotten = await forgetMissing(db, trackIds);
    settle();
    const count = forgotten.rows.length;
    if (count === 0) return;
    showUndo(t('folders.lost.forgotten', { n: number(count) }, count), async () => {
      await restoreTracks(db, forgotten);
      settle();
    });
  }

  return { forget };
}
