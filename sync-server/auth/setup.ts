// Links that need no device to ask for them: the first of a fresh server, and the way back when a library has lost its last owner.
import encodeQR from 'qr';
import type { Store } from '../store/schema';
import { codeLink, LONG_CODE_LETTERS, newCode } from './codes';
import { addPairing, voidSetupLinks } from './pairings';

/** 31 December 9999: until it is used or the server starts again. */
const NEVER_MS = 253_402_214_400_000;
const OWNER_LINK_MS = 3_600_000;
const MOST_OWNER_LINKS = 10;

export interface SetupDeps {
  readonly store: Store;
  readonly now: () => number;
  /** Of the app, as the person will open it. */
  readonly baseUrl: string;
}

/** At start: makes the link that founds the first library; those of earlier starts are void. @returns null where there is a library already */
export async function freshSetupLink({ store, now, baseUrl }: SetupDeps): Promise<string | null> {
  await voidSetupLinks(store.db);
  if (await store.db.selectFrom('libraries').select('library_id').limit(1).executeTakeFirst()) return null;
  const code = newCode(LONG_CODE_LETTERS);
  await addPairing(store, code, { libraryId: null, libraryName: null, role: 'owner', expiresAtMs: NEVER_MS }, 1, now());
  return codeLink(baseUrl, code);
}

/**
 * `npm run serve -- --new-setup-link[=<library>]`: a link that makes one more device an owner; good for an hour.
 * @param library its name or id; the administrator's where null
 * @returns null where there is no such library
 */
export async function ownerLink({ store, now, baseUrl }: SetupDeps, library: string | null): Promise<string | null> {
  const libraries = store.db.selectFrom('libraries').select('library_id').orderBy('created_at_ms');
  const found = library === null
    ? await libraries.where('is_admin', '=', 1).executeTakeFirst()
    : await libraries.where((where) => where.or([where('library_id', '=', library), where('name', '=', library)])).executeTakeFirst();
  if (!found) return null;
  const code = newCode(LONG_CODE_LETTERS);
  const expiresAtMs = now() + OWNER_LINK_MS;
  await addPairing(store, code, { libraryId: found.library_id, libraryName: null, role: 'owner', expiresAtMs }, MOST_OWNER_LINKS, now());
  return codeLink(baseUrl, code);
}

/** What the terminal shows: the link, and a QR code of it for a phone. */
export function setupNotice(link: string): string {
  return `Connect the first device: open this link, or scan it. It works once.\n\n  ${link}\n\n${encodeQR(link, 'ascii')}`;
}
