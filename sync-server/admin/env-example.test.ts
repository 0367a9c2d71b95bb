import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../config';

const root = join(import.meta.dirname, '../..');
const examples = Object.fromEntries([...readFileSync(join(root, '.env.example'), 'utf8').matchAll(/^#([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]));

test('.env.example explains every setting, and no other', () => {
  const known = [...readFileSync(join(root, 'sync-server/config.ts'), 'utf8').matchAll(/^ {2}([A-Z_]+): v\./gm)].map((match) => match[1]);
  expect(known.length).toBeGreaterThan(10);
  expect(Object.keys(examples).sort()).toEqual(known.sort());
});

test('its examples are good settings', () => {
  expect(readConfig(examples)).toMatchObject({ ok: true, config: { publicUrl: 'https://music.example.org/', trustProxy: '127.0.0.1,10.0.0.0/8', metricsToken: null } });
});
