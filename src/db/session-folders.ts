// Folders that are here for a session alone: the page that was given their files keeps them, and lends them to its workers and other tabs.
// A row of such a root holds no handle, because nothing of it may be stored: each context puts one in its place as it reads the row.
import type { RootId } from '../domain/library/ids';
import type { RootRow } from '../domain/library/root';
import type { Database } from './database';
import { fileTree, type TreeFile } from './file-tree';

export const SESSION_CHANNEL = 'soniquebay-session-folders';

/** Files of a root that tell whether a folder is the same one. */
const SAMPLE = 500;

/** Paths of a root that are known, some of many. */
export async function knownPaths(db: Database, rootId: RootId): Promise<string[]> {
  const keys = await db.tracks.where('[rootId+path]').between([rootId, ''], [rootId, []]).limit(SAMPLE).keys();
  return (keys as unknown as [RootId, string][]).map(([, path]) => path);
}

/** A page that has the files answers in a few milliseconds, with 10,000 of them in some hundred. */
const ANSWER_WITHIN_MS = 1_500;

type Message =
  | { readonly kind: 'want'; readonly rootId: RootId }
  | { readonly kind: 'files'; readonly rootId: RootId; readonly files: readonly TreeFile[] };

export interface SessionFolders {
  /** The page was given these files. */
  attach(rootId: RootId, files: readonly TreeFile[]): void;
  /** Whether files of a root are here, without asking anybody. */
  has(rootId: RootId): boolean;
  end(): void;
}

export interface SessionFoldersDeps {
  readonly db: Database;
  /** A channel that reaches every tab and worker of the app. */
  readonly channel: BroadcastChannel;
  /** How long to wait for another page's files. */
  readonly withinMs?: number;
}

export function createSessionFolders({ db, channel, withinMs = ANSWER_WITHIN_MS }: SessionFoldersDeps): SessionFolders {
  const held = new Map<RootId, readonly TreeFile[]>();
  const own = new Set<RootId>();
  /** Asked for once; later ones come by themselves. */
  const asked = new Map<RootId, Promise<void>>();
  const arrivals = new Map<RootId, () => void>();
  const handles = new Map<RootId, FileSystemDirectoryHandle>();
  const say = (message: Message): void => channel.postMessage(message);

  function hear({ data }: MessageEvent<Message>): void {
    if (data.kind === 'want') {
      const files = own.has(data.rootId) ? held.get(data.rootId) : undefined;
      if (files) say({ kind: 'files', rootId: data.rootId, files });
      return;
    }
    held.set(data.rootId, data.files);
    own.delete(data.rootId);
    arrivals.get(data.rootId)?.();
  }

  async function filesOf(rootId: RootId): Promise<readonly TreeFile[] | null> {
    if (!held.has(rootId)) await (asked.get(rootId) ?? ask(rootId));
    return held.get(rootId) ?? null;
  }

  function ask(rootId: RootId): Promise<void> {
    const answered = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, withinMs);
      arrivals.set(rootId, () => {
        clearTimeout(timer);
        resolve();
      });
      say({ kind: 'want', rootId });
    });
    asked.set(rootId, answered);
    return answered;
  }

  function handleOf({ rootId, name }: RootRow): FileSystemDirectoryHandle {
    const handle = handles.get(rootId) ?? fileTree(name, () => filesOf(rootId));
    handles.set(rootId, handle);
    return handle;
  }

  const reading = (row: RootRow): RootRow => (row.kind === 'session' ? { ...row, handle: handleOf(row) } : row);
  db.roots.hook('reading', reading);
  channel.addEventListener('message', hear);
  return {
    attach(rootId, files) {
      held.set(rootId, files);
      own.add(rootId);
      arrivals.get(rootId)?.();
      say({ kind: 'files', rootId, files });
    },
    has: (rootId) => held.has(rootId),
    end() {
      channel.removeEventListener('message', hear);
      db.roots.hook('reading').unsubscribe(reading);
    },
  };
}
