import { newPerson } from './evidence.ts';
import { Resident } from './resident.ts';
import type { ProviderId } from './resident.ts';
import type { TestService } from './service.ts';

/** Somebody signed in, and who they are at the providers. */
export interface Known {
  resident: Resident;
  person: string;
}

/** Somebody new who has linked one account. */
export async function signedInAt(service: TestService, provider: ProviderId): Promise<Known> {
  const person = newPerson(service);
  const resident = new Resident(service);
  await resident.link(provider, { person });
  return { resident, person };
}

/** Goes to the provider for a proof, and returns the callback address without opening it. */
export async function proofCallback(
  { resident, person }: Known,
  path: string,
  provider: ProviderId,
): Promise<string> {
  const { url } = await resident.open(path);
  await resident.browser.submit(url.pathname, { provider });
  return resident.decide({ person });
}

/** Signs out by the form on the account page. */
export async function signOut(resident: Resident): Promise<void> {
  await resident.open('/account');
  await resident.browser.submit('/sign-out');
}
