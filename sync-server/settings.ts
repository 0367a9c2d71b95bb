// What a setting may look like.
import { isIP } from 'node:net';
import * as v from 'valibot';

export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

/** A whole number between two bounds, both allowed. */
export function amount(name: string, least: number, most: number, example: number) {
  return v.pipe(
    v.string(),
    v.regex(/^\d{1,12}$/, `${name} must be a whole number, for instance ${example}`),
    v.transform(Number),
    v.minValue(least, `${name} must be at least ${least}`),
    v.maxValue(most, `${name} must be at most ${most}`),
  );
}

export function isHttpUrl(text: string): boolean {
  const url = urlOf(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
}

export function isPostgresUrl(text: string): boolean {
  return /^postgres(ql)?:$/.test(urlOf(text)?.protocol ?? '');
}

/** IP addresses and networks, with commas between. */
export function isAddressList(text: string): boolean {
  return text.split(',').every((part) => {
    const [address = '', bits, ...rest] = part.trim().split('/');
    const family = isIP(address);
    return family !== 0 && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)));
  });
}

function urlOf(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
