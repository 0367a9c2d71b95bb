import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig, type Config } from './config';

const messages = (env: Record<string, string>): readonly string[] => {
  const result = readConfig(env);
  return result.ok ? [] : result.messages;
};

const config = (env: Record<string, string>): Config => {
  const result = readConfig(env);
  if (!result.ok) throw new Error(result.messages.join('\n'));
  return result.config;
};

describe('settings of the server', () => {
  it('listen on this machine alone, keep SQLite in ./data and let no other origin in, unless told otherwise', () => {
    expect(config({})).toMatchObject({ port: 8420, host: '127.0.0.1', databaseUrl: null, dataDir: resolve('data'), trustProxy: false, corsOrigins: [], metricsToken: null });
  });

  it('take the port and address from the environment', () => {
    expect(config({ PORT: '80', HOST: '0.0.0.0' })).toMatchObject({ port: 80, host: '0.0.0.0' });
  });

  it('count an empty value as absent, as .env files have them', () => {
    expect(config({ PORT: '', DATABASE_URL: '', PUBLIC_URL: '' })).toEqual(config({}));
  });

  it('end addresses with a slash, so that paths can follow', () => {
    expect(config({ PUBLIC_URL: 'https://x.org/music' }).publicUrl).toBe('https://x.org/music/');
  });

  it('split the origins that may call', () => {
    expect(config({ CORS_ORIGINS: 'https://a.org, http://localhost:5173' }).corsOrigins).toEqual(['https://a.org', 'http://localhost:5173']);
  });

  it.each([['true', true], ['false', false], ['127.0.0.1,10.0.0.0/8', '127.0.0.1,10.0.0.0/8'], ['::1', '::1']])('trust the proxy as told: %s', (text, trusted) => {
    expect(config({ TRUST_PROXY: text }).trustProxy).toBe(trusted);
  });

  it.each([
    [{ PORT: 'eighty' }, 'PORT must be a whole number, for instance 8420'],
    [{ PORT: '70000' }, 'PORT must be at most 65535'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must start with postgres://, for instance postgres://user:password@host/soniquebay'],
    [{ PUBLIC_URL: 'music.example.org' }, 'PUBLIC_URL must be a web address, for instance https://music.example.org'],
    [{ TRUST_PROXY: 'yes' }, 'TRUST_PROXY must be true, false, or the addresses of your proxies, for instance 127.0.0.1,10.0.0.0/8'],
    [{ TRUST_PROXY: '10.0.0.0/99' }, 'TRUST_PROXY must be true, false, or the addresses of your proxies, for instance 127.0.0.1,10.0.0.0/8'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of silent, fatal, error, warn, info, debug, trace'],
    [{ CHUNK_SIZE: '0' }, 'CHUNK_SIZE must be at least 1'],
    [{ MAX_BODY_BYTES: '5' }, 'MAX_BODY_BYTES must be at least 1048576'],
    [{ METRICS_TOKEN: 'short' }, 'METRICS_TOKEN must have at least 16 letters'],
    [{ CORS_ORIGINS: '*' }, 'CORS_ORIGINS must be web addresses without a path, for instance https://app.example.org,http://localhost:5173'],
  ])('say in plain words what is wrong: %o', (env, message) => {
    expect(messages(env as Record<string, string>)).toEqual([message]);
  });

  it('name every wrong value at once', () => {
    expect(messages({ PORT: '-1', HOST: 'http://x/', LOG_LEVEL: 'x' })).toHaveLength(3);
  });
});
