// Starts the server: settings from the environment, the built app from `dist`.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from './app';
import { readConfig, type Config } from './config';

const projectDir = join(import.meta.dirname, '..');
const distDir = join(projectDir, 'dist');

const settings = readConfig(process.env);
if (!settings.ok) fail(settings.messages);
if (!existsSync(join(distDir, 'index.html'))) fail(['The app is not built yet. Run "npm run build" first, or "npm start" for both.']);
await listen(settings.config);

async function listen({ host, port }: Config): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(projectDir, 'package.json'), 'utf8')) as { version: string };
  const app = await createApp({ distDir, version });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void app.close());
  try {
    await app.listen({ host, port });
  } catch (thrown) {
    fail([`Cannot listen on ${host}:${port}: ${thrown instanceof Error ? thrown.message : String(thrown)}`, 'Set PORT or HOST to another value.']);
  }
  for (const bound of app.addresses()) {
    if (typeof bound === 'object') console.log(`SoniqueBay ${version} is at http://${displayHost(bound.address)}:${bound.port}/`);
  }
}

/** `localhost`, because Chrome gives folder access and service workers to secure origins only. */
function displayHost(address: string): string {
  if (['127.0.0.1', '0.0.0.0', '::1', '::'].includes(address)) return 'localhost';
  return address.includes(':') ? `[${address}]` : address;
}

function fail(messages: readonly string[]): never {
  for (const message of messages) console.error(message);
  process.exit(1);
}
