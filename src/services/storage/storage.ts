// How much room the library takes in this browser, what takes it, and whether the browser may throw it away when the disk fills up.
import type { StoragePart } from './parts';

export interface StorageUse {
  readonly usedBytes: number | null;
  /** What the browser would let this app take in all. */
  readonly quotaBytes: number | null;
  /** True when the browser promised not to evict the library by itself. */
  readonly persisted: boolean;
}

export interface StorageCare {
  /** Asks the browser to keep the library. @returns whether it promised to */
  persist(): Promise<boolean>;
  use(): Promise<StorageUse>;
  /** What takes how much, the largest first; takes a while and lets the screen go on meanwhile. */
  parts(): Promise<readonly StoragePart[]>;
}

/**
 * @param manager `navigator.storage`, or undefined where the page is not served securely
 * @param parts measures them: see `storageParts`
 */
export function createStorage(manager: Pick<StorageManager, 'persist' | 'persisted' | 'estimate'> | undefined, parts: StorageCare['parts']): StorageCare {
  return {
    parts,
    persist: async () => (await manager?.persist().catch(() => false)) ?? false,
    async use() {
      const [estimate, persisted] = await Promise.all([manager?.estimate().catch(() => null), manager?.persisted().catch(() => false)]);
      return { usedBytes: estimate?.usage ?? null, quotaBytes: estimate?.quota ?? null, persisted: persisted ?? false };
    },
  };
}
