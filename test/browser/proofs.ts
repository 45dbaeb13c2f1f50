import type { ProvedAction } from '../../src/ledger/event-catalogue.ts';
import { proveBehind } from '../support/fresh-proof.ts';
import type { Visitor } from './visitor.ts';

/** A fresh proof for whoever is signed in in this window. */
export async function proveHere({ service, page }: Visitor, action: ProvedAction): Promise<void> {
  const cookies = await page.context().cookies(service.url);
  const session = cookies.find((cookie) => cookie.name === '__Host-civic-session');
  await proveBehind(service, session?.value ?? '', action);
}
