import { createHash, randomBytes } from 'node:crypto';
import { ask } from './ask.ts';
import type { IssuerMetadata } from './issuer.ts';
import { plain } from './issuer.ts';
import { Trouble } from './trouble.ts';
import { adviceFor, errorNamedIn } from './troubles.ts';

/** What an app remembers of a resident who was sent away. */
export interface Trip {
  url: string;
  redirectUri: string;
  state: string;
  nonce: string;
  verifier: string;
}

export interface TripPlan {
  clientId: string;
  redirectUri: string;
  scopes: readonly string[];
}

/** An authorization request with everything that ties the answer to it (RFC 7636 §4.3, OIDC Core §3.1.2.1). */
export function beginTrip({ authorization_endpoint }: IssuerMetadata, plan: TripPlan): Trip {
  const [state, nonce, verifier] = [secret(), secret(), secret()];
  const url = new URL(authorization_endpoint);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: plan.clientId,
    redirect_uri: plan.redirectUri,
    scope: plan.scopes.join(' '),
    state,
    nonce,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();
  return { url: url.href, redirectUri: plan.redirectUri, state, nonce, verifier };
}

/** Asks once without a browser, so that a request that cannot work is explained here and not only on a page. */
export async function tryOut({ url, redirectUri }: Trip): Promise<void> {
  const { status, location, text } = await ask(url);
  if (status >= 400) throw refused(errorNamedIn(text) ?? `status ${status}`);
  const back = location?.startsWith(redirectUri) ? new URL(location).searchParams : null;
  if (back?.has('error')) throw refused(back.get('error') ?? '');
}

/** The code in what came back, if it is the answer to this trip and comes from this issuer (RFC 9207 §2.4). */
export function codeIn(back: URLSearchParams, { state }: Trip, issuer: string): string {
  if (back.get('state') !== state) {
    throw new Trouble(
      'The state is not the one sent: the answer belongs to another request.',
      'Close older pages of this test and start again.',
    );
  }
  if (back.get('iss') !== issuer) {
    throw new Trouble(
      `The answer says it is from ${plain(back.get('iss') ?? 'nobody')}, and ${issuer} was asked.`,
      'Use one name for the service everywhere: localhost and 127.0.0.1 are two.',
    );
  }
  const code = back.get('code');
  if (code === null) throw refused(back.get('error') ?? 'no code');
  return code;
}

function refused(error: string): Trouble {
  return new Trouble(`The service answered ${plain(error)}.`, adviceFor(error));
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}
