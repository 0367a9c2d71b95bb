// The secret that signs tickets: made by whichever instance needs it first, the same for all.
import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../store/schema';

const NAME = 'relay-tickets';
const SECRET_BYTES = 32;

/** @returns reads it, from the database the first time only */
export function ticketSecret(db: Kysely<Tables>): () => Promise<string> {
  let known: string | null = null;
  return async () => {
    known ??= await readOrMake(db);
    return known;
  };
}

async function readOrMake(db: Kysely<Tables>): Promise<string> {
  const value = randomBytes(SECRET_BYTES).toString('base64url');
  // Of two instances at once one wins, and both read what it wrote.
  await db.insertInto('secrets').values({ name: NAME, value }).onConflict((conflict) => conflict.column('name').doNothing()).execute();
  return (await db.selectFrom('secrets').select('value').where('name', '=', NAME).executeTakeFirstOrThrow()).value;
}
