// The installed app: new versions, the install prompt, offline readiness.
import type { Listenable } from '../listenable';

export interface UpdatesState {
  readonly updateReady: boolean;
  readonly canInstall: boolean;
  readonly offlineReady: boolean;
}

export interface Updates extends Listenable<UpdatesState> {
  /** Switches to the waiting version and reloads. */
  apply(): void;
  /** Shows Chrome's install prompt. */
  install(): Promise<void>;
}

export const INITIAL_UPDATES: UpdatesState = { updateReady: false, canInstall: false, offlineReady: false };
