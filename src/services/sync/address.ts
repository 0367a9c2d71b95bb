// The address of a server, as people type or paste it.
import { isThisMachine } from '../../domain/sync/this-machine';

/**
 * The server's address with a trailing slash, or null where none can be made of it. Without a scheme it is https, on this
 * machine http; a pasted link keeps its folder and loses page, query and fragment.
 */
export function serverAddress(typed: string): string | null {
  const text = typed.trim();
  const url = parse(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  // Some browsers take any text for a host and escape it.
  if (!url || /[\s%]/.test(url.hostname) || !/^https?:$/.test(url.protocol) || url.hostname === '') return null;
  if (!text.includes('://') && isThisMachine(url.hostname)) url.protocol = 'http:';
  const folder = url.pathname.replace(/\/(index\.html|api(\/.*)?)?$/, '');
  return `${url.origin}${folder}/`;
}

function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
