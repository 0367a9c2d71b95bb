// A backup file: every choice, play and alias, and the facts if wanted. Restoring merges; it never takes anything away.
import type { Result } from '../../domain/result';

export interface BackupContents {
  readonly madeAtMs: number;
  readonly deviceId: string;
  readonly choices: number;
  readonly plays: number;
  readonly facts: number;
}

export interface BackupProgress {
  readonly done: number;
  readonly total: number | null;
}

export interface Backup {
  /** Writes the library's choices (ops), plays, chosen covers and, if wanted, facts and all other covers to a file of compressed MessagePack. */
  save(withFacts: boolean, onProgress: (progress: BackupProgress) => void): Promise<Blob>;
  /** Reads what a file holds without changing anything; `not-a-backup` where it is none. */
  inspect(file: Blob): Promise<Result<BackupContents>>;
  /** Merges a backup of this or another library into this one, as a sync would. May be repeated. */
  restore(file: Blob, onProgress: (progress: BackupProgress) => void): Promise<Result<BackupContents>>;
}
