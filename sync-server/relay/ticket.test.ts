import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContentKey, DeviceId } from '../../src/domain/library/ids';
import { readTicket, signTicket, type Ticket } from './ticket';

const SECRET = 'a secret of the server';
const ticket: Ticket = { libraryId: '7b9a', deviceId: 'phone-1' as DeviceId, contentKey: '0123456789abcdef0123456789abcdef' as ContentKey, expiresAtMs: 1_000 };
const text = signTicket(SECRET, ticket);

describe('a ticket', () => {
  it('says what it was made for until it expires', () => {
    expect([readTicket(SECRET, text, 999), readTicket(SECRET, text, 1_000)]).toEqual([ticket, null]);
  });

  it('of another secret is refused', () => {
    expect(readTicket('another secret', text, 0)).toBeNull();
  });

  it('is refused when any letter of it was changed, added or left out', () => {
    fc.assert(fc.property(fc.nat(text.length - 1), fc.constantFrom('', 'A', '.', 'zz', '\u0000'), (at, letters) => {
      const changed = text.slice(0, at) + letters + text.slice(at + 1);
      fc.pre(changed !== text);
      expect(readTicket(SECRET, changed, 0)).toBeNull();
    }), { numRuns: 500 });
  });

  it('cannot be made up', () => {
    fc.assert(fc.property(fc.string(), (made) => {
      expect(readTicket(SECRET, made, 0)).toBeNull();
    }));
  });

  it('fits into one part of an address, with ids as long as they may be', () => {
    const longest = signTicket(SECRET, { ...ticket, libraryId: 'x'.repeat(36), deviceId: 'x'.repeat(64) as DeviceId, expiresAtMs: Date.UTC(2100, 0) });
    expect([longest.length <= 200, encodeURIComponent(longest) === longest]).toEqual([true, true]);
  });
});
