// How much room the library takes, and whether the browser keeps it.
import { onMounted, ref, shallowRef } from 'vue';
import type { StorageUse } from '../services/storage/storage';
import { useServices } from './services';

export function useStorageUse() {
  const { storage } = useServices();
  const use = shallowRef<StorageUse | null>(null);
  const refused = ref(false);

  async function refresh(): Promise<void> {
    use.value = await storage.use();
  }

  async function askToKeep(): Promise<void> {
    refused.value = !(await storage.persist());
    await refresh();
  }

  onMounted(refresh);
  return { use, refused, askToKeep };
}
