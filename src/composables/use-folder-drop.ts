// Dropping folders on the window: shows where they would land, adds them; added folders are scanned.
import { onScopeDispose, ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { useServices } from './services';
import { useGiven } from './use-given';
import { useNestingWord } from './use-nesting-word';
import { useToasts } from './use-toasts';

export function useFolderDrop() {
  const { t } = useI18n();
  const { folders } = useServices();
  const { show, showError } = useToasts();
  const given = useGiven();
  const sayNesting = useNestingWord();
  const over = ref(false);
  /** Enter and leave come for every element that is crossed. */
  let depth = 0;

  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

  function onEnter(event: DragEvent): void {
    if (!hasFiles(event)) return;
    depth += 1;
    over.value = true;
  }

  function onLeave(event: DragEvent): void {
    if (!hasFiles(event)) return;
    depth = Math.max(0, depth - 1);
    over.value = depth > 0;
  }

  function onOver(event: DragEvent): void {
    if (!hasFiles(event) || !event.dataTransfer) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  }

  async function onDrop(event: DragEvent): Promise<void> {
    depth = 0;
    over.value = false;
    if (!hasFiles(event) || !event.dataTransfer) return;
    event.preventDefault();
    if (given.needed) return meetDropped(event.dataTransfer.items);
    const added = await folders.addDropped(event.dataTransfer.items);
    if (!added.ok) return showError(added.error);
    if (added.value.length === 0) return show(t('frame.dropNothing'));
    if (sayNesting(added.value)) return undefined;
    const names = folders.state().roots.filter((root) => added.value.includes(root.rootId)).map((root) => root.name);
    show(t('frame.dropped', { name: names.join(', ') }));
  }

  /** One after the other: each may ask what becomes of it. */
  async function meetDropped(items: DataTransferItemList): Promise<void> {
    const dropped = await given.dropped(items);
    if (dropped.length === 0) return show(t('frame.dropNothing'));
    for (const folder of dropped) await given.meet(folder);
  }

  const drop = (event: DragEvent) => void onDrop(event);
  window.addEventListener('dragenter', onEnter);
  window.addEventListener('dragleave', onLeave);
  window.addEventListener('dragover', onOver);
  window.addEventListener('drop', drop);
  onScopeDispose(() => {
    window.removeEventListener('dragenter', onEnter);
    window.removeEventListener('dragleave', onLeave);
    window.removeEventListener('dragover', onOver);
    window.removeEventListener('drop', drop);
  });
  return { over };
}
