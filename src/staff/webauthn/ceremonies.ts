import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';

/** Where passkeys are good: one origin, whose host name is the relying party (WebAuthn Level 3 §5.4.2). */
export interface Place {
  origin: string;
  name: string;
}

/** A passkey as it is stored. */
export interface StoredPasskey {
  id: string;
  personId: string;
  credentialId: string;
  publicKey: Buffer;
  counter: number;
  transports: string[];
}

/** What a browser needs to make a passkey or to use one: options in the JSON form of WebAuthn Level 3 §5.1.8. */
export type CeremonyOptions = object;

export type NewPasskey = Omit<StoredPasskey, 'id' | 'personId'>;

interface Asking {
  challenge: string;
  person: { id: string; name: string };
  /** Passkeys they have already; an authenticator makes no second one. */
  known: readonly string[];
}

const hostOf = ({ origin }: Place): string => new URL(origin).hostname;

/** How to make a passkey that is found without a name and asks its owner for finger, face or PIN. */
export function creationOptions(place: Place, asking: Asking): Promise<CeremonyOptions> {
  const { challenge, person, known } = asking;
  return generateRegistrationOptions({
    rpName: place.name,
    rpID: hostOf(place),
    userName: person.name,
    userDisplayName: person.name,
    userID: new Uint8Array(Buffer.from(person.id)),
    challenge: new Uint8Array(Buffer.from(challenge)),
    attestationType: 'none',
    excludeCredentials: known.map((id) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/** How to use one; the browser offers those it has. */
export function requestOptions(place: Place, challenge: string): Promise<CeremonyOptions> {
  return generateAuthenticationOptions({
    rpID: hostOf(place),
    challenge: new Uint8Array(Buffer.from(challenge)),
    userVerification: 'required',
  });
}

/** The passkey that was made, or null when anything about the answer is not right. */
export async function readCreation(
  place: Place,
  answer: unknown,
  isChallenge: (challenge: string) => boolean,
): Promise<NewPasskey | null> {
  const response = answer as RegistrationResponseJSON;
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: (challenge) => isChallenge(textOf(challenge)),
    expectedOrigin: place.origin,
    expectedRPID: hostOf(place),
    requireUserVerification: true,
  }).catch(() => null);
  if (!verified?.verified) return null;
  const { id, publicKey, counter, transports = [] } = verified.registrationInfo.credential;
  return { credentialId: id, publicKey: Buffer.from(publicKey), counter, transports };
}

/** The new counter of the passkey that was used, or null when anything about the answer is not right. */
export async function readAssertion(
  place: Place,
  { answer, passkey }: { answer: unknown; passkey: StoredPasskey },
  isChallenge: (challenge: string) => boolean,
): Promise<number | null> {
  const { credentialId: id, publicKey, counter } = passkey;
  const verified = await verifyAuthenticationResponse({
    response: answer as AuthenticationResponseJSON,
    expectedChallenge: (challenge) => isChallenge(textOf(challenge)),
    expectedOrigin: place.origin,
    expectedRPID: hostOf(place),
    credential: { id, publicKey: new Uint8Array(publicKey), counter },
    requireUserVerification: true,
  }).catch(() => null);
  return verified?.verified ? verified.authenticationInfo.newCounter : null;
}

/** The challenge that an answer says it answers; null for what is no answer at all. */
export function challengeIn(answer: unknown): string | null {
  try {
    const { clientDataJSON } = (answer as RegistrationResponseJSON).response;
    const client: unknown = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString());
    const { challenge } = client as { challenge: unknown };
    return typeof challenge === 'string' ? textOf(challenge) : null;
  } catch {
    return null;
  }
}

/** The id of the credential that an answer comes from. */
export function credentialIn(answer: unknown): string | null {
  const { id } = (answer ?? {}) as { id?: unknown };
  return typeof id === 'string' && id.length <= 2000 ? id : null;
}

const textOf = (challenge: string): string => Buffer.from(challenge, 'base64url').toString();
