import { describe, expect, it } from 'vitest';
import { readConfig } from './config';

const messages = (env: Record<string, string>): readonly string[] => {
  const result = readConfig(env);
  return result.ok ? [] : result.messages;
};

describe('settings of the server', () => {
  it('listen on this machine alone unless told otherwise', () => {
    expect(readConfig({})).toEqual({ ok: true, config: { port: 8420, host: '127.0.0.1' } });
  });

  it('take the port and address from the environment', () => {
    expect(readConfig({ PORT: '80', HOST: '0.0.0.0' })).toEqual({ ok: true, config: { port: 80, host: '0.0.0.0' } });
  });

  it('say in plain words what is wrong with a port', () => {
    expect(messages({ PORT: 'eighty' })).toEqual(['PORT must be a whole number, for instance 8420']);
  });

  it('refuse a port that does not exist', () => {
    expect(messages({ PORT: '70000' })).toEqual(['PORT must be at most 65535']);
  });

  it('name every wrong value at once', () => {
    expect(messages({ PORT: '-1', HOST: 'http://x/' })).toHaveLength(2);
  });
});
