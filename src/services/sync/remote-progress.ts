// How far the other devices are: the newest of each step, forgotten when it has not moved for a minute.
import type { DeviceId } from '../../domain/library/ids';
import type { Progress } from '../../domain/sync/live';

const FORGET_AFTER_MS = 60_000;

export interface RemoteProgress {
  heard(progress: Progress): void;
  /** A device went away: what it told no longer holds. */
  forget(deviceId: DeviceId): void;
  end(): void;
}

export function followRemoteProgress(now: () => number, onChange: (progress: readonly Progress[]) => void): RemoteProgress {
  const held = new Map<string, { readonly progress: Progress; readonly movedAtMs: number }>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function tell(): void {
    clearTimeout(timer);
    const oldest = Math.min(...[...held.values()].map((entry) => entry.movedAtMs));
    if (Number.isFinite(oldest)) timer = setTimeout(drop, Math.max(0, oldest + FORGET_AFTER_MS - now()) + 1);
    onChange([...held.values()].map((entry) => entry.progress));
  }

  function drop(): void {
    for (const [key, { movedAtMs }] of held) if (now() - movedAtMs >= FORGET_AFTER_MS) held.delete(key);
    tell();
  }

  return {
    heard(progress) {
      const key = `${progress.deviceId} ${progress.step}`;
      const before = held.get(key);
      const stands = before && before.progress.runId === progress.runId && before.progress.current === progress.current;
      held.set(key, { progress, movedAtMs: stands ? before.movedAtMs : now() });
      tell();
    },
    forget(deviceId) {
      const gone = [...held].filter(([, { progress }]) => progress.deviceId === deviceId);
      for (const [key] of gone) held.delete(key);
      if (gone.length > 0) tell();
    },
    end: () => clearTimeout(timer),
  };
}
