// Codes that tie a device to a server, as people see, type and scan them.

/** Letters of a short code stand in two groups. */
const GROUP = 4;
const SHORT_CODE_LETTERS = 8;

/** What a QR code or a pasted link says. */
export interface Pairing {
  /** The server's address, with a trailing slash; null where a bare code was given. */
  readonly url: string | null;
  readonly code: string;
}

/** `AB12CD34` as `AB12-CD34`; a setup link's longer code stays as it is. */
export function shownCode(code: string): string {
  return code.length === SHORT_CODE_LETTERS ? `${code.slice(0, GROUP)}-${code.slice(GROUP)}` : code;
}

/** For a voice that reads the code: letters apart, groups further apart. */
export function spelledCode(code: string): string {
  return shownCode(code).split('').map((letter) => (letter === '-' ? ',' : letter)).join(' ').replaceAll(' ,', ',');
}

/** A code as it is sent: what people add to read it is gone. */
export function sentCode(typed: string): string {
  return typed.replace(/[\s-]/g, '');
}

/** What a scanned or pasted text means: a link that opens the app with `pair=` in its address, or a bare short code. */
export function pairingOf(text: string): Pairing | null {
  const trimmed = text.trim();
  const link = webAddress(trimmed);
  if (link) {
    const code = new URLSearchParams(link.hash.slice(link.hash.indexOf('?') + 1)).get('pair') ?? link.searchParams.get('pair');
    return code ? { url: link.origin + link.pathname.replace(/[^/]*$/, ''), code } : null;
  }
  const code = sentCode(trimmed);
  return code.length === SHORT_CODE_LETTERS && /^[0-9A-Z]+$/i.test(code) ? { url: null, code } : null;
}

function webAddress(text: string): URL | null {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  return new URL(text);
}
