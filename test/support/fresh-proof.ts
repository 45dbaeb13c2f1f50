import { fingerprint } from '../../src/kernel/opaque-token.ts';
import type { ProvedAction } from '../../src/ledger/event-catalogue.ts';
import type { Page } from './browser.ts';
import type { Resident } from './resident.ts';
import type { TestService } from './service.ts';

type Served = Pick<TestService, 'database'>;

interface SignedIn {
  id: string;
  residentId: string;
  link: string;
}

/** The session a cookie stands for, as the database has it. */
export async function sessionBehind({ database }: Served, cookie: string): Promise<SignedIn> {
  const [session] = await database.query<SignedIn & Record<string, unknown>>(
    `select id, resident_id as "residentId", auth_link as link
     from civic.resident_session where token_hash = $1`,
    [fingerprint(cookie)],
  );
  if (!session) throw new Error('Nobody is signed in.');
  return session;
}

/** Gives a session a fresh proof, as a trip to the provider of the account it was signed in with would. */
export async function proveBehind(
  service: Served,
  cookie: string,
  action: ProvedAction,
): Promise<void> {
  const { id, residentId, link } = await sessionBehind(service, cookie);
  await service.database.query(
    `insert into civic.proof (session_id, action, resident_id, link_id) values ($1, $2, $3, $4)
     on conflict (session_id, action) do update set proved_at = excluded.proved_at`,
    [id, action, residentId, link],
  );
}

/** The session cookie of a resident's browser. */
export function cookieOf(resident: Resident): string {
  return resident.browser.cookiesOf(resident.service.url).get('__Host-civic-session') ?? '';
}

/** A fresh proof for whoever is signed in. */
export function proveAfresh(resident: Resident, action: ProvedAction): Promise<void> {
  return proveBehind(resident.service, cookieOf(resident), action);
}

/** Deletes the whole record of whoever is signed in, and returns the page that says so. */
export async function deleteEverything(resident: Resident): Promise<Page> {
  await proveAfresh(resident, 'erase');
  await resident.open('/account/delete');
  return resident.browser.submit('/account/delete', { understood: 'yes' });
}
