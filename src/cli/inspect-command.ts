import { text as readAll } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { SystemClock } from '../kernel/clock.ts';
import { done, refused, UsageError } from './command.ts';
import type { RemoteCommand, RemoteContext } from './command.ts';
import { introspect } from './remote/client-calls.ts';
import type { Client } from './remote/client-calls.ts';
import { clientOf, clientOptions } from './remote/client-options.ts';
import { discover } from './remote/issuer.ts';
import type { Issuer } from './remote/issuer.ts';
import { faultsOf } from './remote/token-checks.ts';
import { faultLines, linesOf } from './remote/token-report.ts';
import { partsOf } from './remote/token-text.ts';

/** Explaining a token, whoever holds it. */
export const inspectCommands: Readonly<Record<string, RemoteCommand>> = {
  'token inspect': {
    usage:
      'token inspect <token | -> [--issuer <url>] [--audience <resource>] [--client <id> --secret-file <file>]',
    says: 'Explains a token claim by claim and says what is wrong with it. With - it reads the token from standard input, so that it stays out of the history of the shell. Exit code 0: valid, 1: not.',
    visit: inspect,
  },
};

const types = ['at+jwt', 'JWT', 'logout+jwt'];

async function inspect({ args, print }: RemoteContext): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { ...clientOptions, audience: { type: 'string' } },
    allowPositionals: true,
  });
  const token = await tokenIn(positionals);
  const parts = partsOf(token);
  if (parts === null) {
    print('malformed: not three parts joined by dots, or its parts are no JSON objects.');
    return refused;
  }
  const now = new SystemClock().seconds();
  for (const line of linesOf('Header', parts.header, now)) print(line);
  for (const line of linesOf('Claims', parts.claims, now)) print(line);
  const issuer = await discover(values.issuer);
  const { audience } = values;
  const { keys, metadata } = issuer;
  const expected = { issuer: metadata.issuer, types, keys, now, ...(audience && { audience }) };
  const faults = faultsOf(token, parts, expected);
  for (const line of faultLines(faults)) print(line);
  const client = values.client === undefined ? null : clientOf(values.client, values);
  const active = await isActive(token, { issuer, client, print });
  const isGood = faults.length === 0 && active;
  print(isGood ? 'Valid.' : 'Not valid.');
  return isGood ? done : refused;
}

async function tokenIn([given]: readonly string[]): Promise<string> {
  if (given === undefined)
    throw new UsageError('Give the token, or - to read it from standard input.');
  return (given === '-' ? await readAll(process.stdin) : given).trim();
}

interface Asking {
  issuer: Issuer;
  client: Client | null;
  print: (line: string) => void;
}

/** False only when the service says so; without a secret there is nobody it would tell. */
async function isActive(token: string, { issuer, client, print }: Asking): Promise<boolean> {
  if (client?.secret === undefined) {
    print(
      'Introspection\n  not asked, so a revocation would not show: give --client and --secret-file',
    );
    return true;
  }
  const { active } = await introspect(issuer.metadata, client, token);
  print(
    `Introspection\n  ${active ? 'active' : 'not active: revoked, ended, or not for this app to ask about'}`,
  );
  return active;
}
