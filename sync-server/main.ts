// Starts the server: settings from the environment (and `.env`), the built app from `dist`, the library from its database.
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createApp } from './app';
import { freshSetupLink, ownerLink, setupNotice, type SetupDeps } from './auth/setup';
import { readConfig, type Config } from './config';
import { renewEpochs } from './store/epochs';
import { openStore } from './store/open-store';
import type { Store } from './store/schema';

const projectDir = join(import.meta.dirname, '..');
const distDir = join(projectDir, 'dist');
/** Requests under way get so long to end; then their connections are cut. */
const REQUESTS_WITHIN_MS = 2_000;
/** A process manager kills after about as much. */
const STOP_WITHIN_MS = 8_000;
const OWNER_LINK_FLAG = '--new-setup-link';
/** To be given once after the database was put back to an older state by hand. */
const RESTORED_FLAG = '--restored';

if (existsSync(join(projectDir, '.env'))) process.loadEnvFile(join(projectDir, '.env'));
const settings = readConfig(process.env);
if (!settings.ok) fail(settings.messages);
if (!existsSync(join(distDir, 'index.html'))) fail(['The app is not built yet. Run "npm run build" first, or "npm start" for both.']);
await start(settings.config);

async function start(config: Config): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(projectDir, 'package.json'), 'utf8')) as { version: string };
  const store = await openStore(config).catch((thrown: unknown) => fail([`Cannot open the ${config.databaseUrl ? 'database at DATABASE_URL' : `library in ${config.dataDir}`}: ${messageOf(thrown)}`]));
  if (process.argv.includes(RESTORED_FLAG)) await renewEpochs(store, randomUUID);
  const app = await createApp({ distDir, version, config, store, now: Date.now, newId: randomUUID });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(app, store));
  await listen(app, config);
  const baseUrl = config.publicUrl ?? localUrl(app);
  console.log(`SoniqueBay ${version} is at ${baseUrl}`);
  await showSetupLink({ store, now: Date.now, baseUrl });
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (thrown) {
    fail([`Cannot listen on ${host}:${port}: ${messageOf(thrown)}`, 'Set PORT or HOST to another value.']);
  }
}

async function showSetupLink(deps: SetupDeps): Promise<void> {
  const flag = process.argv.find((arg) => arg.split('=', 1)[0] === OWNER_LINK_FLAG);
  const fresh = await freshSetupLink(deps);
  if (fresh !== null) return console.log(`\n${setupNotice(fresh)}`);
  if (flag === undefined) return;
  const library = flag.includes('=') ? flag.slice(flag.indexOf('=') + 1) : null;
  const link = await ownerLink(deps, library);
  console.log(link === null ? 'There is no such library on this server.' : `\n${setupNotice(link)}`);
}

/** Lets requests end, tells the streams, closes the database. */
async function stop(app: FastifyInstance, store: Store): Promise<void> {
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
  // Sockets that are kept open for a next request would hold up the end.
  setTimeout(() => app.server.closeAllConnections(), REQUESTS_WITHIN_MS).unref();
  await app.close();
  await store.close();
  process.exit(0);
}

function localUrl(app: FastifyInstance): string {
  const bound = app.addresses().find((address): address is AddressInfo => typeof address === 'object');
  return bound ? `http://${displayHost(bound.address)}:${bound.port}/` : 'http://localhost/';
}

/** `localhost`, because Chrome gives folder access and service workers to secure origins only. */
function displayHost(address: string): string {
  if (['127.0.0.1', '0.0.0.0', '::1', '::'].includes(address)) return 'localhost';
  return address.includes(':') ? `[${address}]` : address;
}

function messageOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return thrown.cause instanceof Error ? `${thrown.message} (${thrown.cause.message})` : thrown.message;
}

function fail(messages: readonly string[]): never {
  for (const message of messages) console.error(message);
  process.exit(1);
}
