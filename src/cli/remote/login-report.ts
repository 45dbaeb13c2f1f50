import { introspect, userinfo } from './client-calls.ts';
import type { Client, Tokens } from './client-calls.ts';
import type { Issuer } from './issuer.ts';
import { faultsOf } from './token-checks.ts';
import { faultLines, linesOf } from './token-report.ts';
import { partsOf } from './token-text.ts';

/** Who got the tokens, and what they are held against. */
export interface Recipient extends Issuer {
  client: Client;
  nonce: string;
  /** Seconds since the epoch. */
  now: number;
  print: (line: string) => void;
}

/** Prints what an app got, each part as an app should check it. False when something does not fit. */
export async function reportTokens(tokens: Tokens, recipient: Recipient): Promise<boolean> {
  const { access_token: access, id_token: idToken } = tokens;
  const { print } = recipient;
  print('The service answered with:');
  print(
    `  an access token${idToken ? ', an ID token' : ''}${tokens.refresh_token ? ', a refresh token' : ''}\n`,
  );
  const isAccess = reportToken(access, { title: 'Access token', types: ['at+jwt'] }, recipient);
  const isId = idToken === undefined || reportIdToken(idToken, recipient);
  if (idToken !== undefined)
    show('Userinfo', await userinfo(recipient.metadata, access), recipient);
  const isActive = await reportActive(access, recipient);
  return isAccess && isId && isActive;
}

interface Kind {
  title: string;
  types: readonly string[];
  audience?: string;
}

function reportToken(token: string, { title, ...kind }: Kind, recipient: Recipient): boolean {
  const { metadata, keys, now, print } = recipient;
  const parts = partsOf(token);
  if (parts === null) {
    print(`${title}\n  malformed: this is no JWT`);
    return false;
  }
  show(title, { ...parts.header, ...parts.claims }, recipient);
  const faults = faultsOf(token, parts, { ...kind, issuer: metadata.issuer, keys, now });
  for (const line of faultLines(faults)) print(line);
  print('');
  return faults.length === 0;
}

/** The nonce ties the ID token to our own request (OIDC Core §3.1.3.7). */
function reportIdToken(token: string, recipient: Recipient): boolean {
  const { client, nonce, print } = recipient;
  const kind = { title: 'ID token', types: ['JWT'], audience: client.id };
  const isGood = reportToken(token, kind, recipient);
  if (partsOf(token)?.claims.nonce === nonce) return isGood;
  print('  the nonce is not the one sent: the ID token answers another request\n');
  return false;
}

async function reportActive(token: string, recipient: Recipient): Promise<boolean> {
  const { client, metadata, print } = recipient;
  if (client.secret === undefined) {
    print(
      'Introspection: a public app has no secret and cannot ask. Its API can, with one of its own.',
    );
    return true;
  }
  const answer = await introspect(metadata, client, token);
  show('Introspection', answer, recipient);
  return answer.active;
}

function show(title: string, members: Record<string, unknown>, { now, print }: Recipient): void {
  for (const line of linesOf(title, members, now)) print(line);
}
