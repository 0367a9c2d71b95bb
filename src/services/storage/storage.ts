// How much room the library takes in this browser, and whether the browser may throw it away when the disk fills up.

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
}

/** @param manager `navigator.storage`, or undefined where the page is not served securely */
export function createStorage(manager: Pick<StorageManager, 'persist' | 'persisted' | 'estimate'> | undefined): StorageCare {
  return {
    persist: async () => (await manager?.persist().catch(() => false)) ?? false,
    async use() {
      const [estimate, persisted] = await Promise.all([manager?.estimate().catch(() => null), manager?.persisted().catch(() => false)]);
      return { usedBytes: estimate?.usage ?? null, quotaBytes: estimate?.quota ?? null, persisted: persisted ?? false };
    },
  };
}
