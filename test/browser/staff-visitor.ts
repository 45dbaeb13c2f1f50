import type { StaffRole } from '../../src/permissions/permissions.ts';
import { Clerk } from '../support/staff.ts';
import type { Visitor } from './visitor.ts';

const cookie = '__Host-civic-staff-session';

/** Lets a visitor in as staff, with a session that a passkey has just opened elsewhere. */
export async function signInAsStaff(visitor: Visitor, role: StaffRole): Promise<Clerk> {
  const clerk = await Clerk.start(visitor.service, role);
  const value = clerk.browser.cookiesOf(visitor.service.url).get(cookie) ?? '';
  const { hostname } = new URL(visitor.service.url);
  const kind = { secure: true, httpOnly: true, sameSite: 'Strict' as const };
  await visitor.page
    .context()
    .addCookies([{ name: cookie, value, domain: hostname, path: '/', ...kind }]);
  return clerk;
}
