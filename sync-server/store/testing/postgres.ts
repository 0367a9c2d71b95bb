// A throw-away PostgreSQL for tests: from the machine's own package, in a temporary folder, on a free port of this machine.
import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port';

const DEBIAN_DIR = '/usr/lib/postgresql';
const USER = 'soniquebay';

export interface PostgresCluster {
  /** Of the database `postgres`; tests make databases of their own. */
  readonly url: string;
  /** Ends every connection at once and takes up work again, as a restart by an administrator does. */
  restart(): void;
  /** Ends every process of it at once, without a checkpoint. */
  kill(): void;
  /** After `kill`. */
  start(): void;
  /** Runs one statement over a connection of its own, before anything that this process does by itself, such as connecting again. @param url of the database */
  change(url: string, statement: string): void;
  stop(): void;
}

/** The folder with `initdb` and `pg_ctl`, or null where PostgreSQL is not installed. */
export function postgresBinDir(): string | null {
  if (existsSync(DEBIAN_DIR)) {
    const newest = readdirSync(DEBIAN_DIR).filter((name) => existsSync(join(DEBIAN_DIR, name, 'bin/initdb'))).sort((a, b) => Number(b) - Number(a))[0];
    if (newest) return join(DEBIAN_DIR, newest, 'bin');
  }
  const found = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' });
  const dir = found.status === 0 ? found.stdout.trim() : '';
  return dir !== '' && existsSync(join(dir, 'initdb')) ? dir : null;
}

/** @throws where PostgreSQL is not installed or does not start; the message is PostgreSQL's own */
export async function startPostgres(): Promise<PostgresCluster> {
  const binDir = postgresBinDir();
  if (binDir === null) throw new Error('PostgreSQL is not installed. Run "npm run setup".');
  const dir = mkdtempSync(join(tmpdir(), 'soniquebay-pg-'));
  giveToPostgres(dir);
  const dataDir = join(dir, 'data');
  run(join(binDir, 'initdb'), ['-D', dataDir, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']);
  const port = await freePort();
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${dir} -c max_connections=60`;
  const control = (...args: readonly string[]): void => run(join(binDir, 'pg_ctl'), ['-D', dataDir, '-w', '-t', '60', ...args]);
  let runs = false;
  function start(): void {
    control('-l', join(dir, 'log'), '-o', options, 'start');
    runs = true;
  }
  function kill(): void {
    if (runs) control('-m', 'immediate', 'stop');
    runs = false;
  }
  start();
  return {
    url: `postgres://${USER}@127.0.0.1:${port}/postgres`,
    restart: () => control('-l', join(dir, 'log'), '-o', options, '-m', 'fast', 'restart'),
    // The next start recovers from the log, as after a crash.
    kill,
    start,
    change: (url, statement) => run(join(binDir, 'psql'), ['--no-psqlrc', '--set', 'ON_ERROR_STOP=1', '--dbname', url, '--command', statement]),
    stop() {
      kill();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

const isRoot = process.getuid?.() === 0;

/** PostgreSQL refuses to run as root: there it runs as the user that its package made. */
function run(command: string, args: readonly string[]): void {
  const [program, words] = isRoot ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, [...args]];
  const { status, error, stderr } = spawnSync(program, words, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', cwd: tmpdir() });
  if (status !== 0) throw new Error(`${command} ${args.at(-1)} failed: ${error?.message ?? stderr}`);
}

function giveToPostgres(dir: string): void {
  if (!isRoot) return;
  const ids = (flag: string): number => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  chownSync(dir, ids('-u'), ids('-g'));
}
