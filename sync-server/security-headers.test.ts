import { describe, expect, it } from 'vitest';
import { PAGE_META_POLICY, securityHeaders } from './security-headers';

const partsOf = (policy: string): Map<string, string> => new Map(policy.split('; ').map((part) => {
  const [name = '', ...sources] = part.split(' ');
  return [name, sources.join(' ')];
}));
const header = partsOf(securityHeaders('/')['content-security-policy'] ?? '');
const page = partsOf(PAGE_META_POLICY);

describe('the policy of our own server', () => {
  it.each([['connect-src', "'self'"], ['media-src', "'self' blob:"], ['img-src', "'self' blob: data:"]])('keeps %s to that server', (name, sources) => {
    expect(header.get(name)).toBe(sources);
  });

  it('forbids frames, which the page cannot say of itself', () => {
    expect([header.get('frame-ancestors'), page.has('frame-ancestors')]).toEqual(["'none'", false]);
  });
});

describe('the policy written into the page', () => {
  it.each(['connect-src', 'media-src', 'img-src'])('lets %s reach a sync server that the person typed', (name) => {
    expect(page.get(name)).toMatch(/ https: http:\/\/localhost:\* http:\/\/127\.0\.0\.1:\*$/);
  });

  it('is as strict as the header in all else', () => {
    const others = [...page].filter(([name]) => !['connect-src', 'media-src', 'img-src'].includes(name));
    expect(others).toEqual(others.map(([name]) => [name, header.get(name)]));
  });
});
