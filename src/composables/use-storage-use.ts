// How much room the library takes, what takes it, and whether the browser keeps it.
import { onMounted, onScopeDispose, ref, shallowRef } from 'vue';
import type { StoragePart } from '../services/storage/parts';
import type { StorageUse } from '../services/storage/storage';
import { useServices } from './services';

export type { StoragePart, StorageUse };

/** While something is written; a measurement takes a tenth of a second. */
const EVERY_MS = 30_000;

export function useStorageUse() {
  const { storage } = useServices();
  const use = shallowRef<StorageUse | null>(null);
  /** null until measured. */
  const parts = shallowRef<readonly StoragePart[] | null>(null);
  const measuring = ref(false);
  const refused = ref(false);

  async function refresh(): Promise<void> {
    if (measuring.value) return;
    measuring.value = true;
    try {
      use.value = await storage.use();
      // The database may close meanwhile: what was measured last stays.
      parts.value = await storage.parts().catch(() => parts.value);
    } finally {
      measuring.value = false;
    }
  }

  async function askToKeep(): Promise<void> {
    refused.value = !(await storage.persist());
    use.value = await storage.use();
  }

  onMounted(refresh);
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible') void refresh();
  }, EVERY_MS);
  onScopeDispose(() => clearInterval(timer));
  return { use, parts, measuring, refused, askToKeep, refresh };
}
