import { expect, it } from 'vitest';
import { serverAddress } from './address';

it.each([
  ['music.example.org', 'https://music.example.org/'],
  ['  https://music.example.org  ', 'https://music.example.org/'],
  ['https://example.org/music', 'https://example.org/music/'],
  ['https://example.org/music/index.html#/settings/sync?code=ABCD2345', 'https://example.org/music/'],
  ['https://example.org/?code=1#/x', 'https://example.org/'],
  ['https://example.org/api/health', 'https://example.org/'],
  ['localhost:8506', 'http://localhost:8506/'],
  ['127.0.0.1:8506/', 'http://127.0.0.1:8506/'],
  ['http://nas.local:8500', 'http://nas.local:8500/'],
  ['https://user:secret@example.org/', 'https://example.org/'],
])('makes of “%s” %s', (typed, address) => {
  expect(serverAddress(typed)).toBe(address);
});

it.each(['', '   ', 'ftp://example.org', 'javascript://x', 'http://', 'not an address'])('refuses “%s”', (typed) => {
  expect(serverAddress(typed)).toBeNull();
});
