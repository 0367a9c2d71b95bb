// Texts packed into payloads of NOTIFY, and unpacked again. PostgreSQL refuses payloads of 8,000 bytes and more.

export const MAX_PAYLOAD_BYTES = 7_999;
/** Room for `<instance> <number> <part> <parts> ` before the body. */
const HEADER_BYTES = 64;
const BODY_BYTES = MAX_PAYLOAD_BYTES - HEADER_BYTES;

/** Packs JSON texts: many small ones into one payload, a big one over several. @param firstNumber of the first group; one more for each group */
export function packPayloads(instanceId: string, firstNumber: number, texts: readonly string[]): { readonly payloads: readonly string[]; readonly nextNumber: number } {
  const groups = bodies(texts);
  const payloads = groups.flatMap((body, index) => {
    const parts = Math.ceil(body.length / BODY_BYTES);
    return Array.from({ length: parts }, (_, part) =>
      `${instanceId} ${firstNumber + index} ${part} ${parts} ${body.slice(part * BODY_BYTES, (part + 1) * BODY_BYTES)}`);
  });
  return { payloads, nextNumber: firstNumber + groups.length };
}

function bodies(texts: readonly string[]): string[] {
  const found: string[] = [];
  let group: string[] = [];
  let size = 2;
  for (const text of texts.map(ascii)) {
    if (group.length > 0 && size + text.length + 1 > BODY_BYTES) {
      found.push(`[${group.join(',')}]`);
      [group, size] = [[], 2];
    }
    group.push(text);
    size += text.length + 1;
  }
  if (group.length > 0) found.push(`[${group.join(',')}]`);
  return found;
}

/** The same JSON in ASCII, where characters are bytes and any place is fit for a cut. */
function ascii(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

export interface Unpacked {
  readonly fromInstance: string;
  readonly values: readonly unknown[];
}

/** Puts payloads together again. Those of one instance arrive in order; what comes incomplete is dropped. */
export function createUnpacker(): (payload: string) => Unpacked | null {
  const waiting = new Map<string, { readonly number: string; readonly parts: string[] }>();
  return (payload) => {
    const [, fromInstance, number, part, parts, body] = /^(\S+) (\d+) (\d+) (\d+) (.*)$/s.exec(payload) ?? [];
    if (fromInstance === undefined || number === undefined || body === undefined) return null;
    if (part === '0') waiting.set(fromInstance, { number, parts: [] });
    const group = waiting.get(fromInstance);
    if (group?.number !== number || group.parts.length !== Number(part)) return null;
    group.parts.push(body);
    if (group.parts.length < Number(parts)) return null;
    waiting.delete(fromInstance);
    return { fromInstance, values: JSON.parse(group.parts.join('')) as unknown[] };
  };
}
