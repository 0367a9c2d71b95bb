import { expect, test } from 'vitest';
import { shortcutOf } from './shortcuts';

const press = (key: string, more: { shift?: boolean; command?: boolean; alt?: boolean } = {}) => ({ key, shift: false, command: false, alt: false, ...more });

test('plain keys play, seek, rate and show', () => {
  expect(shortcutOf(press(' '), false)).toEqual({ do: 'toggle' });
  expect(shortcutOf(press('ArrowLeft'), false)).toEqual({ do: 'seek', byS: -5 });
  expect(shortcutOf(press('4'), false)).toEqual({ do: 'rate', halfStars: 8 });
  expect(shortcutOf(press('?', { shift: true }), false)).toEqual({ do: 'help' });
});

test('Shift with an arrow changes the track', () => {
  expect(shortcutOf(press('ArrowRight', { shift: true }), false)).toEqual({ do: 'next' });
});

test('G, then a letter, goes to a place', () => {
  expect(shortcutOf(press('g'), false)).toEqual({ do: 'go' });
  expect(shortcutOf(press('a'), true)).toEqual({ do: 'place', place: 'albums' });
  expect(shortcutOf(press('a'), false)).toBeNull();
});

test('Ctrl+K opens the palette; other keys with Ctrl or Alt stay the browser’s', () => {
  expect(shortcutOf(press('k', { command: true }), false)).toEqual({ do: 'palette' });
  expect(shortcutOf(press('l', { command: true }), false)).toBeNull();
  expect(shortcutOf(press('ArrowLeft', { alt: true }), false)).toBeNull();
});
