// Whether the pipeline may work: what the person wants, and what holds it up.
import type { Database } from '../../db/database';
import { databaseError } from '../../db/failure';
import { setWorkMode, workMode, type WorkMode } from '../../db/work';
import type { AppError } from '../../domain/result';
import type { Scanner } from './scanner';
import type { SoundLine } from './sound-line';

export interface PermitDeps {
  readonly db: Database;
  readonly scanner: () => Pick<Scanner, 'pause' | 'resume'>;
  readonly line: () => Pick<SoundLine, 'hold' | 'wake'>;
  readonly onChange: () => void;
}

export interface Permit {
  /** What the person wants. */
  mode(): WorkMode;
  /** As it shows: what is held up looks paused. */
  shownMode(): WorkMode;
  problem(): AppError | null;
  working(): boolean;
  /** Whether a problem keeps all work from going on. */
  held(): boolean;
  /** Takes up what the person wanted in an earlier session. */
  restore(): Promise<void>;
  set(mode: WorkMode): Promise<void>;
  /** Names a problem that holds nothing up. */
  name(error: AppError): void;
  /** Names something that the database threw. */
  nameThrown(thrown: unknown): void;
  /** Nothing goes on until the person resumes. */
  hold(error: AppError): void;
  rest(): void;
  goOn(): void;
  /** The person stopped all work, and with it what held it up. */
  stop(): Promise<void>;
}

export function createPermit({ db, scanner, line, onChange }: PermitDeps): Permit {
  let mode: WorkMode = 'stopped';
  let problem: AppError | null = null;
  /** Set while a problem of the whole keeps all work from going on. */
  let held = false;

  const nameThrown = (thrown: unknown): void => void (problem = databaseError(thrown));

  function rest(): void {
    scanner().pause();
    line().hold().catch(nameThrown);
  }

  async function set(next: WorkMode): Promise<void> {
    mode = next;
    await setWorkMode(db, next);
  }

  return {
    mode: () => mode,
    shownMode: () => (held ? 'paused' : mode),
    problem: () => problem,
    working: () => mode === 'on' && !held,
    held: () => held,
    async restore() {
      mode = await workMode(db);
    },
    set,
    name: (error) => void (problem = error),
    nameThrown,
    hold(error) {
      problem = error;
      held = true;
      rest();
      onChange();
    },
    rest,
    goOn() {
      held = false;
      problem = null;
      scanner().resume();
      line().wake(true);
    },
    stop() {
      rest();
      held = false;
      return set('stopped');
    },
  };
}
