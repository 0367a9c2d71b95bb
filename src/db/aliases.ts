// Where tags of a recording went when its file was tagged anew, so that edits made under the old album are found under the new one.
import type { ContentKey } from '../domain/library/ids';
import { aliasSubject, type TagAlias } from '../domain/sync/tag-aliases';
import type { AliasRow, Database } from './database';
import type { Source } from './merge-facts';
import { sent } from './pending';

export async function aliasesOf(db: Database, contentKeys: readonly ContentKey[]): Promise<AliasRow[]> {
  if (contentKeys.length === 0 || (await db.aliases.limit(1).count()) === 0) return [];
  return db.aliases.where('contentKey').anyOf([...new Set(contentKeys)]).toArray();
}

/** @param from the server has those that come from it; what is new of others waits to be sent */
export async function putAliases(db: Database, aliases: readonly TagAlias[], from: Source | 'here'): Promise<void> {
  if (aliases.length === 0) return;
  const rows = aliases.map(({ contentKey, from: left, to }): AliasRow => ({ subject: aliasSubject({ contentKey, from: left, to }), contentKey, from: left, to }));
  const held = from === 'server' ? [] : await db.aliases.bulkGet(rows.map((row) => row.subject));
  await db.aliases.bulkPut(from === 'server' ? rows : rows.filter((_, i) => !held[i]).map((row) => ({ ...row, pending: 1 })));
}

export function pendingAliases(db: Database, limit: number): Promise<AliasRow[]> {
  return db.aliases.where('pending').equals(1).limit(limit).toArray();
}

/** The server has these. */
export async function aliasesSent(db: Database, subjects: readonly string[]): Promise<void> {
  const rows = (await db.aliases.bulkGet([...subjects])).filter((row) => row !== undefined);
  await db.aliases.bulkPut(rows.map(sent));
}
