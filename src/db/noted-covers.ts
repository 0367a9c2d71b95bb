// Albums whose chosen cover has changed while nobody knew their tracks: noted with the choice, settled by `settleAlbumCovers`.
import { CHOSEN_COVER } from '../domain/library/shown-cover';
import type { ChoiceChange } from '../domain/sync/choice';
import type { Database } from './database';

/** In `meta`: keys of these albums, in the order they were noted; some more than once. */
export const NOTED = 'albumCovers';

/** Call inside the transaction that writes the choices, over `meta`. No promise where there is nothing to write: awaiting an empty one ends a transaction early. */
export function noteAlbumCovers(db: Database, changes: readonly Pick<ChoiceChange, 'kind' | 'id' | 'field'>[]): Promise<void> | undefined {
  const keys = [...new Set(changes.filter(({ kind, field }) => kind === 'album' && field === CHOSEN_COVER).map(({ id }) => id))];
  return keys.length > 0 ? note(db, keys) : undefined;
}

async function note(db: Database, keys: readonly string[]): Promise<void> {
  const noted = (await db.meta.get(NOTED))?.value;
  await db.meta.put({ key: NOTED, value: [...(Array.isArray(noted) ? (noted as string[]) : []), ...keys] });
}
