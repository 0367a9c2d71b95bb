// Open invitations in the store: hashed, limited in number, used once.
import type { Role } from '../../src/domain/sync/protocol';
import { refuse } from '../http/errors';
import type { Store } from '../store/schema';
import { inTransaction, type Trx } from '../store/transaction';
import { hashOf } from './tokens';

export interface Invitation {
  /** Null for one that founds a library. */
  readonly libraryId: string | null;
  /** Of the library to be founded; null for the first one of the server. */
  readonly libraryName: string | null;
  readonly role: Role;
  readonly expiresAtMs: number;
}

/** Adds an invitation. Where there are `mostOpen` of the same kind already, the oldest gives way: a person can always ask for another. */
export async function addPairing(store: Store, code: string, invitation: Invitation, mostOpen: number, nowMs: number): Promise<void> {
  await inTransaction(store, async (trx) => {
    await trx.deleteFrom('pairings').where('expires_at_ms', '<=', nowMs).execute();
    await dropOldest(trx, invitation, mostOpen - 1);
    await trx.insertInto('pairings').values({
      code_hash: hashOf(code),
      library_id: invitation.libraryId,
      library_name: invitation.libraryName,
      role: invitation.role,
      expires_at_ms: invitation.expiresAtMs,
      used_at_ms: null,
    }).execute();
  });
}

async function dropOldest(trx: Trx, { libraryId, libraryName }: Invitation, keep: number): Promise<void> {
  const sameKind = trx.selectFrom('pairings').select('code_hash').where('used_at_ms', 'is', null)
    .where('library_id', libraryId === null ? 'is' : '=', libraryId)
    .where('library_name', libraryName === null ? 'is' : 'is not', null)
    .orderBy('expires_at_ms', 'desc').orderBy('code_hash');
  const open = await sameKind.execute();
  const surplus = open.slice(keep).map((row) => row.code_hash);
  if (surplus.length > 0) await trx.deleteFrom('pairings').where('code_hash', 'in', surplus).execute();
}

/** Uses a code up, whoever else tries at the same moment. @throws ApiFailure `code-invalid` for wrong, used and expired ones alike */
export async function takePairing(trx: Trx, code: string, nowMs: number): Promise<Invitation> {
  const codeHash = hashOf(code);
  const { numUpdatedRows } = await trx.updateTable('pairings').set({ used_at_ms: nowMs })
    .where('code_hash', '=', codeHash).where('used_at_ms', 'is', null).where('expires_at_ms', '>', nowMs)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) throw refuse('code-invalid');
  const row = await trx.selectFrom('pairings').selectAll().where('code_hash', '=', codeHash).executeTakeFirstOrThrow();
  return { libraryId: row.library_id, libraryName: row.library_name, role: row.role, expiresAtMs: row.expires_at_ms };
}

/** Voids all setup links of a server that has no library yet. */
export async function voidSetupLinks(db: Trx | Store['db']): Promise<void> {
  await db.deleteFrom('pairings').where('library_id', 'is', null).where('library_name', 'is', null).where('used_at_ms', 'is', null).execute();
}
