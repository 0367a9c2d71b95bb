// A process that reads many event streams over plain sockets, and counts. Started by events.ts.
import { connect } from 'node:net';
import type { Progress } from '../../src/domain/sync/live';

export type ToClients = { readonly type: 'open'; readonly url: string; readonly tokens: readonly string[] } | { readonly type: 'count' };

export interface ClientCount {
  readonly open: number;
  /** Progress events, each counted once. */
  readonly received: number;
  readonly lastAtMs: number;
}

let open = 0;
let received = 0;
let lastAtMs = 0;

process.on('message', (message: ToClients) => {
  if (message.type === 'open') for (const token of message.tokens) read(new URL(message.url), token);
  else process.send?.({ open, received, lastAtMs } satisfies ClientCount);
});

/** The server writes each event as one chunk, so that the lines of the chunked coding fall between events. */
function read({ hostname, port }: URL, token: string): void {
  const newest = new Map<string, number>();
  let rest = '';
  const socket = connect(Number(port), hostname, () => {
    socket.write(`GET /api/events HTTP/1.1\r\nhost: ${hostname}:${port}\r\nauthorization: Bearer ${token}\r\naccept: text/event-stream\r\n\r\n`);
  });
  socket.setEncoding('latin1');
  socket.once('data', () => open++);
  socket.on('close', () => open--);
  socket.on('error', (error) => console.error(`A stream broke: ${error.message}`));
  socket.on('data', (text: string) => {
    const parts = (rest + text).split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const data = /event: progress\ndata: (.*)$/.exec(part)?.[1];
      if (data === undefined) continue;
      const { deviceId, step, current } = JSON.parse(data) as Progress;
      const key = `${deviceId} ${step}`;
      if (current <= (newest.get(key) ?? 0)) continue;
      newest.set(key, current);
      received++;
      lastAtMs = Date.now();
    }
  });
}
