import { personFrom } from '../identity.ts';
import type { Person } from '../identity.ts';
import type { Claims } from './setup.ts';

/** User ID and name; what looks like an e-mail address is no name, since no address is kept. */
export function personNamed(id: unknown, name: unknown): Person | null {
  const person = personFrom({ id, displayName: name });
  if (person === null || person.displayName?.includes('@') !== true) return person;
  return { ...person, displayName: null };
}

/** The person of an ID token whose `sub` is the user ID (OIDC Core §2, §5.1). */
export function personOfSub({ sub, name }: Claims): Person | null {
  return personNamed(sub, name);
}
