// What a person chose for one recording, as choices for another one that takes its place.
import type { ContentKey } from '../domain/library/ids';
import { choiceOf, type ChoiceChange } from '../domain/sync/choice';
import type { Database } from './database';

const FIELDS = ['rating', 'loved'] as const;

/** Call inside a transaction over `choices`. What is chosen for the other recording stands. */
export async function carriedOver(db: Database, pairs: readonly { readonly from: ContentKey; readonly to: ContentKey }[]): Promise<ChoiceChange[]> {
  const rowsOf = (keys: readonly ContentKey[]) => db.choices.bulkGet(keys.map((key): ['recording', string] => ['recording', key]));
  const [old, fresh] = [await rowsOf(pairs.map((pair) => pair.from)), await rowsOf(pairs.map((pair) => pair.to))];
  const recordings = pairs.flatMap(({ to }, i): ChoiceChange[] => FIELDS.flatMap((field) => {
    const value = choiceOf(old[i], field);
    return value === null || choiceOf(fresh[i], field) !== null ? [] : [{ kind: 'recording' as const, id: to, field, value }];
  }));
  return [...recordings, ...await entries(db, new Map(pairs.map(({ from, to }) => [from, to])))];
}

async function entries(db: Database, next: ReadonlyMap<ContentKey, ContentKey>): Promise<ChoiceChange[]> {
  const rows = await db.choices.where('[kind+id]').between(['playlistEntry', ''], ['playlistEntry', '\uffff']).toArray();
  return rows.flatMap(({ id, parent, ...row }): ChoiceChange[] => {
    const value = next.get(String(choiceOf({ ...row, id, parent }, 'contentKey')) as ContentKey);
    return value === undefined ? [] : [{ kind: 'playlistEntry', id, parent, field: 'contentKey', value }];
  });
}
