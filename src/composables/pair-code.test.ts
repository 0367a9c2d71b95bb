import { describe, expect, it } from 'vitest';
import { pairingOf, sentCode, shownCode, spelledCode } from './pair-code';

describe('a pairing code', () => {
  it('is shown in two groups and sent without what was added', () => {
    expect(shownCode('7K3MX2QP')).toBe('7K3M-X2QP');
    expect(sentCode(' 7k3m - x2qp ')).toBe('7k3mx2qp');
  });

  it('leaves the long code of a setup link as it is', () => {
    expect(shownCode('3f9d1c0a77e24b55')).toBe('3f9d1c0a77e24b55');
  });

  it('is read aloud letter by letter', () => {
    expect(spelledCode('7K3MX2QP')).toBe('7 K 3 M, X 2 Q P');
  });
});

describe('a scanned or pasted text', () => {
  it('gives address and code of a link, at any sub-path', () => {
    expect(pairingOf('https://music.example.org/#/settings?pair=7K3MX2QP')).toEqual({ url: 'https://music.example.org/', code: '7K3MX2QP' });
    expect(pairingOf(' http://10.0.0.5:8080/bay/index.html#/settings?pair=abc_-9&x=1 ')).toEqual({ url: 'http://10.0.0.5:8080/bay/', code: 'abc_-9' });
  });

  it('gives a bare code without an address', () => {
    expect(pairingOf('7k3m-x2qp')).toEqual({ url: null, code: '7k3mx2qp' });
  });

  it('is refused where it is something else', () => {
    expect(pairingOf('https://example.org/menu.pdf')).toBeNull();
    expect(pairingOf('WIFI:S:home;T:WPA;P:secret;;')).toBeNull();
    expect(pairingOf('')).toBeNull();
  });
});
