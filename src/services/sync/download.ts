// Brings a file from another device into this device's own storage: piece by piece, and on from where it broke.
import { err, messageOf, ok, type Result } from '../../domain/result';
import { refusalOf, type Fetch } from './api-client';
import { backOffMs } from './backoff';
import { streamRefusal } from './stream-urls';

/** What is written counts only once the file is closed: a tab that dies loses at most so much. */
const COMMIT_BYTES = 16 << 20;
/** Breaks in a row without a byte between them. */
const MAX_BREAKS = 4;

export interface DownloadDeps {
  readonly fetch: Fetch;
  readonly random: () => number;
  /** Unfinished files lie here, each named by its key and its full size. */
  readonly folder: FileSystemDirectoryHandle;
  /** Whether so many more bytes may be stored. */
  readonly hasRoom: (bytes: number) => Promise<boolean>;
  readonly onProgress: (receivedBytes: number, totalBytes: number | null) => void;
  readonly signal?: AbortSignal | undefined;
}

interface Part {
  readonly handle: FileSystemFileHandle;
  readonly totalBytes: number;
  readonly sizeBytes: number;
}

/** @returns the whole file, still in `folder` */
export async function download(deps: DownloadDeps, key: string, url: string): Promise<Result<FileSystemFileHandle>> {
  for (let breaks = 0; ;) {
    const before = await partOf(deps.folder, key);
    const answer = await receive(deps, key, url, before);
    if (answer.ok || answer.error.code !== 'network') return answer;
    const after = await partOf(deps.folder, key);
    breaks = (after?.sizeBytes ?? 0) > (before?.sizeBytes ?? 0) ? 1 : breaks + 1;
    if (breaks >= MAX_BREAKS) return answer;
    await new Promise((resolve) => setTimeout(resolve, backOffMs(breaks, deps.random())));
  }
}

async function receive(deps: DownloadDeps, key: string, url: string, part: Part | null): Promise<Result<FileSystemFileHandle>> {
  if (part && part.sizeBytes === part.totalBytes) return ok(part.handle);
  const from = part?.sizeBytes ?? 0;
  const response = await ask(deps, url, from);
  if (!response.ok) return response;
  const { body, headers, status } = response.value;
  if (status === 416 && part) {
    await deps.folder.removeEntry(part.handle.name);
    return err('network', 'the file has changed since');
  }
  if (!response.value.ok) return { ok: false, error: streamRefusal(await refusalOf(response.value)) };
  const startBytes = status === 206 ? from : 0;
  const totalBytes = totalOf(headers, startBytes);
  if (!body || totalBytes === null) return err('server-failed', 'no length');
  if (part && part.totalBytes !== totalBytes) {
    await body.cancel();
    await deps.folder.removeEntry(part.handle.name);
    return err('network', 'another file of this recording came');
  }
  if (!(await deps.hasRoom(totalBytes - startBytes))) {
    await body.cancel();
    return err('quota-exceeded');
  }
  const handle = part?.handle ?? await deps.folder.getFileHandle(nameOf(key, totalBytes), { create: true });
  return write(deps, handle, body, startBytes, totalBytes);
}

async function ask({ fetch, signal }: DownloadDeps, url: string, from: number): Promise<Result<Response>> {
  try {
    return ok(await fetch(url, { headers: { range: `bytes=${from}-` }, cache: 'no-store', credentials: 'omit', signal: signal ?? null }));
  } catch (thrown) {
    return err(signal?.aborted ? 'cancelled' : 'network', messageOf(thrown));
  }
}

async function write(deps: DownloadDeps, handle: FileSystemFileHandle, body: ReadableStream<Uint8Array<ArrayBuffer>>, from: number, totalBytes: number): Promise<Result<FileSystemFileHandle>> {
  const reader = body.getReader();
  let at = from;
  let committed = from;
  let writable = await openAt(handle, from);
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      await writable.write(piece.value);
      at += piece.value.length;
      deps.onProgress(at, totalBytes);
      if (at - committed < COMMIT_BYTES) continue;
      await writable.close();
      committed = at;
      writable = await openAt(handle, at);
    }
    await writable.close();
    return at === totalBytes ? ok(handle) : err('network', `${at} of ${totalBytes} bytes came`);
  } catch (thrown) {
    reader.cancel().catch(() => undefined);
    if (thrown instanceof DOMException && thrown.name === 'QuotaExceededError') return err('quota-exceeded', messageOf(thrown));
    // What came before the break is kept for the next try.
    await writable.close().catch(() => undefined);
    return err(deps.signal?.aborted ? 'cancelled' : 'network', messageOf(thrown));
  }
}

async function openAt(handle: FileSystemFileHandle, position: number): Promise<FileSystemWritableFileStream> {
  const writable = await handle.createWritable({ keepExistingData: position > 0 });
  await writable.seek(position);
  return writable;
}

function nameOf(key: string, totalBytes: number): string {
  return `${key}.${totalBytes}.part`;
}

async function partOf(folder: FileSystemDirectoryHandle, key: string): Promise<Part | null> {
  for await (const [name, handle] of folder.entries()) {
    const [ofKey, total] = name.split('.');
    if (handle.kind !== 'file' || ofKey !== key) continue;
    const file = handle as FileSystemFileHandle;
    return { handle: file, totalBytes: Number(total), sizeBytes: (await file.getFile()).size };
  }
  return null;
}

/** Of the whole file. */
function totalOf(headers: Headers, startBytes: number): number | null {
  const ranged = /\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1];
  const length = headers.get('content-length');
  if (ranged) return Number(ranged);
  return length === null ? null : startBytes + Number(length);
}
