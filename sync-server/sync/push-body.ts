// The outline of a push or an offer: lists of no more than so many items. What is in them is judged item by item.
import { MAX_PUSH_ITEMS } from '../../src/domain/sync/protocol';
import { refuse } from '../http/errors';

type Outcome = { readonly value: unknown } | { readonly error: Error };

/** In the place of the schema's validator, which would refuse a whole push for one wrong item. @param names of the lists */
export function listsOf(names: readonly string[]) {
  return () => (body: unknown): Outcome => {
    if (typeof body !== 'object' || body === null) return { error: refuse('bad-request', 'Not valid: body.') };
    let items = 0;
    for (const name of names) {
      const list = (body as Record<string, unknown>)[name];
      if (!Array.isArray(list)) return { error: refuse('bad-request', `Not valid: body/${name}.`) };
      items += list.length;
    }
    return items > MAX_PUSH_ITEMS ? { error: refuse('too-large', `At most ${MAX_PUSH_ITEMS} items at once.`) } : { value: body };
  };
}
