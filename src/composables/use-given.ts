// Choosing a folder where the browser has no picker: its files are lent for the session, or copied to stay.
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { GivenFolder } from '../services/folders/given';
import { useGivenStore } from '../stores/given';
import { useServices } from './services';
import { useFormats } from './use-formats';
import { useToasts } from './use-toasts';

export function useGiven() {
  const { t } = useI18n();
  const { given: service } = useServices();
  const { number } = useFormats();
  const { show, showError } = useToasts();
  const store = useGivenStore();

  async function choose(): Promise<void> {
    const folder = await service.choose();
    if (folder) await meet(folder);
  }

  /** One that was here before goes on as it was; of another one a person says what becomes of it. */
  async function meet(folder: GivenFolder): Promise<void> {
    if (folder.files.length === 0) return show(t('folders.given.empty', { name: folder.name }));
    if (await service.known(folder)) return use(folder, t('folders.given.back', { name: folder.name }));
    store.ask({ given: folder, roomBytes: await service.roomBytes() });
  }

  async function use(folder: GivenFolder, said: string): Promise<void> {
    const used = await service.use(folder);
    if (used.ok) show(said);
    else showError(used.error);
  }

  async function useNow(): Promise<void> {
    const folder = store.answer()?.given;
    if (folder) await use(folder, t('frame.dropped', { name: folder.name }));
  }

  async function copy(): Promise<void> {
    if (store.copying) return;
    const folder = store.answer()?.given;
    if (!folder) return;
    const abort = new AbortController();
    const copying = { name: folder.name, progress: null, stop: () => abort.abort() };
    store.copying = copying;
    const copied = await service.copy(folder, (progress) => { store.copying = { ...copying, progress }; }, abort.signal);
    const done = store.copying.progress?.doneFiles ?? 0;
    store.copying = null;
    if (copied.ok) show(t('folders.given.copied', { name: folder.name }));
    else if (copied.error.code === 'cancelled') show(t('folders.given.stopped', { name: folder.name, done: number(done), total: number(folder.files.length) }));
    else showError(copied.error);
  }

  return {
    needed: service.needed,
    canCopy: service.canCopy,
    question: computed(() => store.question),
    copying: computed(() => store.copying),
    dismiss: () => void store.answer(),
    dropped: service.dropped,
    choose, meet, useNow, copy,
  };
}
