import { expect, it } from 'vitest';
import { isThisMachine } from './this-machine';

it.each(['localhost', '127.0.0.1', '127.1.2.3', '[::1]'])('%s is this machine', (hostname) => {
  expect(isThisMachine(hostname)).toBe(true);
});

it.each(['127.example.org', 'localhost.example.org', '192.168.1.2', '[::2]', ''])('%s is not', (hostname) => {
  expect(isThisMachine(hostname)).toBe(false);
});
