// Starts the app's own server in a process and a data folder of its own, so that a journey can stop, kill and start it.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../sync-server/store/testing/free-port';

export interface RunningServer {
  readonly url: string;
  stop(): Promise<void>;
}

export interface AppServerOptions {
  /** Any free one unless given. */
  readonly port?: number;
  /** PostgreSQL; SQLite in a temporary folder unless given. */
  readonly databaseUrl?: string;
}

export interface AppServer extends RunningServer {
  /** The link that the server printed; only a server without a library prints one. */
  setupLink(): Promise<string>;
  /** Ends it at once, as a power cut does. */
  kill(): Promise<void>;
  /** After `kill`: with the same port and data. */
  start(): Promise<void>;
  /** Ends it for good; its data goes. */
  stop(): Promise<void>;
}

const projectDir = join(import.meta.dirname, '../..');
const SETUP_LINK = /http\S+#\/settings\?pair=\w+/;
const LINK_WITHIN_MS = 20_000;

export async function startAppServer({ port, databaseUrl = '' }: AppServerOptions = {}): Promise<AppServer> {
  const listenPort = port ?? await freePort();
  const dataDir = mkdtempSync(join(tmpdir(), 'soniquebay-data-'));
  const env = { ...process.env, PORT: String(listenPort), DATA_DIR: dataDir, DATABASE_URL: databaseUrl, LOG_LEVEL: 'warn' };
  let printed = '';
  let child: ChildProcess | null = null;

  async function start(): Promise<void> {
    // Node itself rather than npm: a signal must reach the server and no shell before it.
    const next = spawn(process.execPath, ['--import', 'tsx', 'sync-server/main.ts'], { cwd: projectDir, env, stdio: ['ignore', 'pipe', 'inherit'] });
    child = next;
    printed = '';
    await new Promise<void>((resolve, reject) => {
      next.stdout.on('data', (text: Buffer) => {
        printed += text.toString();
        if (printed.includes(' is at http')) resolve();
      });
      next.once('exit', (code) => reject(new Error(`The server ended with ${code}`)));
    });
  }

  async function kill(): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    // At once: the browser keeps its connections open, and a polite server would wait for them.
    child.kill('SIGKILL');
    await exited;
  }

  await start();
  return {
    url: `http://localhost:${listenPort}/`,
    setupLink: () => appeared(() => SETUP_LINK.exec(printed)?.[0]),
    start,
    kill,
    async stop() {
      await kill();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function appeared(look: () => string | undefined): Promise<string> {
  for (const until = Date.now() + LINK_WITHIN_MS; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 20))) {
    const found = look();
    if (found) return found;
  }
  throw new Error('The server printed no setup link');
}
