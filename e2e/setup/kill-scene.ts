// Two devices and a server that are killed at random while they sync, and what must be true of all three afterwards.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres, type PostgresCluster } from '../../sync-server/store/testing/postgres';
import { Device } from '../pages/device';
import { startAppServer, type AppServer } from './app-server';
import type { work } from './in-page-work';
import { openOwnBrowser, type OwnBrowser } from './own-browser';

declare global {
  interface Window {
    work: typeof work;
  }
}

export type Victim = 'server' | 'database' | 'desktop' | 'laptop';

/** A device whose browser may be killed and opened again with the same profile. */
export interface MortalDevice {
  device(): Device;
  kill(): Promise<void>;
  open(): Promise<void>;
  remove(): Promise<void>;
}

export interface KillScene {
  readonly server: AppServer;
  readonly desktop: MortalDevice;
  readonly laptop: MortalDevice;
  readonly victims: readonly Victim[];
  kill(victim: Victim): Promise<void>;
  revive(victim: Victim): Promise<void>;
  end(): Promise<void>;
}

/** @param code of `work`, for the pages */
export async function killScene(database: 'sqlite' | 'postgres', code: string): Promise<KillScene> {
  const postgres = database === 'postgres' ? await startPostgres() : null;
  const server = await startAppServer(postgres ? { databaseUrl: postgres.url } : {});
  const desktop = mortalDevice(server.url, code);
  const laptop = mortalDevice(server.url, code);
  await desktop.open();
  await laptop.open();
  await desktop.device().connectByLink(await server.setupLink(), { name: 'Desktop' });
  await laptop.device().connectByCode(server.url, await desktop.device().newCode(), { name: 'Laptop' });
  for (const { device } of [desktop, laptop]) await device().page.evaluate(code);
  return {
    server, desktop, laptop,
    victims: postgres ? ['server', 'database', 'desktop', 'laptop'] : ['server', 'desktop', 'laptop'],
    kill: (victim) => killOf(victim, { server, desktop, laptop, postgres }).kill(),
    revive: (victim) => killOf(victim, { server, desktop, laptop, postgres }).revive(),
    async end() {
      await desktop.remove();
      await laptop.remove();
      await server.stop();
      postgres?.stop();
    },
  };
}

interface Parts {
  readonly server: AppServer;
  readonly desktop: MortalDevice;
  readonly laptop: MortalDevice;
  readonly postgres: PostgresCluster | null;
}

function killOf(victim: Victim, { server, desktop, laptop, postgres }: Parts): { kill(): Promise<void>; revive(): Promise<void> } {
  switch (victim) {
    case 'server':
      return { kill: server.kill, revive: server.start };
    case 'database':
      return { kill: async () => postgres?.kill(), revive: async () => postgres?.start() };
    case 'desktop':
      return { kill: desktop.kill, revive: desktop.open };
    case 'laptop':
      return { kill: laptop.kill, revive: laptop.open };
  }
}

function mortalDevice(url: string, code: string): MortalDevice {
  const profileDir = mkdtempSync(join(tmpdir(), 'soniquebay-profile-'));
  let browser: OwnBrowser | null = null;
  let device: Device | null = null;
  const kill = async (): Promise<void> => browser?.kill();
  return {
    kill,
    device() {
      if (!device) throw new Error('The browser was not opened yet');
      return device;
    },
    async open() {
      browser = await openOwnBrowser(profileDir);
      device = new Device(await browser.context.newPage());
      await device.open('settings', url);
      await device.page.evaluate(code);
    },
    async remove() {
      await kill();
      rmSync(profileDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
