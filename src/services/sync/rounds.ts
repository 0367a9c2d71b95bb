// When to exchange: soon after a change, now and then in any case, later after each failure, never again after a refusal.
import type { AppError, Result } from '../../domain/result';
import type { ExchangeProgress, ExchangeSummary } from '../../domain/sync/connection';
import { refusesDevice } from './api-client';
import { backOffMs } from './backoff';

/** So that a burst of changes goes in one round. */
const SOON_MS = 1_000;
/** The other side has gathered its changes already. */
const HEARD_MS = 150;
const EVERY_MS = 5 * 60_000;
const SHOW_EVERY_MS = 200;

export interface RoundsState {
  readonly status: 'idle' | 'exchanging' | 'offline' | 'refused';
  readonly progress: ExchangeProgress | null;
  /** Of the last round, until one succeeds. */
  readonly error: AppError | null;
}

export interface RoundsDeps {
  readonly exchange: (onProgress: (progress: ExchangeProgress) => void) => Promise<Result<ExchangeSummary>>;
  /** Asks a running exchange to end early. */
  readonly stop: () => Promise<unknown>;
  readonly isOnline: () => boolean;
  readonly now: () => number;
  readonly random: () => number;
  readonly onState: (state: RoundsState) => void;
  readonly soonMs?: number;
}

export interface Rounds {
  /** Something waits here. */
  soon(): void;
  /** The server has something new. */
  heard(): void;
  /** The line is back, or the page is seen again: at once, unless the server itself failed. */
  now(): void;
  /** A person asks: at once, whatever happened before. */
  force(): void;
  /** Ends a running round; the next one comes in a few minutes. */
  interrupt(): void;
  /** The server turned this device away in another call. */
  refuse(error: AppError): void;
  /** The line went. */
  lost(): void;
  end(): void;
}

export function createRounds(deps: RoundsDeps): Rounds {
  const { soonMs = SOON_MS } = deps;
  let state: RoundsState = { status: 'idle', progress: null, error: null };
  let failures = 0;
  let notBeforeMs = 0;
  let wanted = false;
  let ended = false;
  let due: { readonly atMs: number; readonly timer: ReturnType<typeof setTimeout> } | null = null;

  function set(patch: Partial<RoundsState>): void {
    state = { ...state, ...patch };
    if (!ended) deps.onState(state);
  }

  function plan(delayMs: number): void {
    if (ended || state.status === 'refused') return;
    const atMs = Math.max(deps.now() + delayMs, notBeforeMs);
    if (due && due.atMs <= atMs) return;
    clearTimeout(due?.timer);
    due = { atMs, timer: setTimeout(() => void run(), atMs - deps.now()) };
  }

  function want(delayMs: number): void {
    if (state.status === 'exchanging') wanted = true;
    else plan(delayMs);
  }

  function unplan(): void {
    clearTimeout(due?.timer);
    due = null;
  }

  async function run(): Promise<void> {
    unplan();
    if (state.status === 'exchanging') {
      wanted = true;
      return;
    }
    if (!deps.isOnline()) {
      set({ status: 'offline' });
      return plan(EVERY_MS);
    }
    wanted = false;
    set({ status: 'exchanging', progress: { phase: 'connecting', done: 0, total: null } });
    let shown = { phase: 'connecting' as ExchangeProgress['phase'], atMs: 0 };
    settle(await deps.exchange((progress) => {
      const tooSoon = progress.phase === shown.phase && deps.now() - shown.atMs < SHOW_EVERY_MS;
      if (state.status !== 'exchanging' || tooSoon) return;
      shown = { phase: progress.phase, atMs: deps.now() };
      set({ progress });
    }));
  }

  function settle(answer: Result<ExchangeSummary>): void {
    if (ended || state.status === 'refused') return;
    if (answer.ok || answer.error.code === 'cancelled') {
      failures = 0;
      // Who interrupted a round does not want the next one in a second, though there is still something to send.
      notBeforeMs = answer.ok ? 0 : deps.now() + EVERY_MS;
      set({ status: 'idle', progress: null, ...(answer.ok ? { error: null } : {}) });
      return plan(wanted ? soonMs : EVERY_MS);
    }
    if (refusesDevice(answer.error)) return refuse(answer.error);
    failures += 1;
    notBeforeMs = deps.now() + backOffMs(failures, deps.random());
    set({ status: answer.error.code === 'network' ? 'offline' : 'idle', progress: null, error: answer.error });
    plan(0);
  }

  function refuse(error: AppError): void {
    unplan();
    set({ status: 'refused', progress: null, error });
  }

  return {
    soon: () => want(soonMs),
    heard: () => want(HEARD_MS),
    now() {
      if (state.error?.code === 'network') notBeforeMs = 0;
      plan(0);
    },
    force() {
      if (state.status === 'refused') state = { ...state, status: 'idle' };
      notBeforeMs = 0;
      void run();
    },
    interrupt() {
      wanted = false;
      if (state.status === 'exchanging') void deps.stop();
    },
    refuse,
    lost() {
      if (state.status === 'idle') set({ status: 'offline' });
    },
    end() {
      ended = true;
      unplan();
      if (state.status === 'exchanging') void deps.stop();
    },
  };
}
