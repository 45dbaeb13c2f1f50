import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { newToken } from '../kernel/opaque-token.ts';
import { RiscStream } from '../signals/risc-stream.ts';
import type { RiscAnswer } from '../signals/risc-stream.ts';
import { readServiceAccount } from '../signals/service-account.ts';
import type { ServiceAccount } from '../signals/service-account.ts';
import { SignalTrials } from '../signals/trials.ts';
import { done, refused, UsageError } from './command.ts';
import type { Command, CommandContext } from './command.ts';
import { jsonIn } from './json-file.ts';

const withKey = '--key <file of a service account, or - for standard input>';

/** Google's Cross-Account Protection. The key of the service account is given for one command and kept nowhere. */
export const riscCommands: Readonly<Record<string, Command>> = {
  'risc register': {
    usage: `risc register ${withKey}`,
    says: 'Asks Google to tell this service when a linked account is in danger, disabled or deleted.',
    run: (context) => withStream(context, register),
  },
  'risc status': {
    usage: `risc status ${withKey}`,
    says: 'Shows what Google sends and where to, and when the last test signal arrived.',
    run: (context) => withStream(context, status),
  },
  'risc verify': {
    usage: `risc verify ${withKey}`,
    says: 'Asks Google for a test signal. It arrives within minutes; `risc status` shows it.',
    run: (context) => withStream(context, verify),
  },
};

interface StreamContext extends CommandContext {
  stream: RiscStream;
  account: ServiceAccount;
}

/** Nothing is asked of Google where nobody would listen, or without a key that can sign. */
async function withStream(
  context: CommandContext,
  run: (context: StreamContext) => Promise<number>,
): Promise<number> {
  const stream = context.app.get(RiscStream);
  if (!stream.isThere) {
    context.print('This service is not registered at Google: set GOOGLE_CLIENT_ID first.');
    return refused;
  }
  return run({ ...context, stream, account: accountFrom(context.args) });
}

async function register({ stream, account, print }: StreamContext): Promise<number> {
  const answer = await stream.register(account);
  if (answer.kind !== 'done') return complain(answer, print);
  print(`Google sends its signals to ${stream.receiver} from now on.`);
  return done;
}

async function verify({ stream, account, print }: StreamContext): Promise<number> {
  const state = newToken().slice(0, 16);
  const answer = await stream.verify(account, state);
  if (answer.kind !== 'done') return complain(answer, print);
  print(`Google was asked for the test signal ${state}.`);
  return done;
}

async function status({ app, stream, account, print }: StreamContext): Promise<number> {
  const answer = await stream.status(account);
  if (answer.kind !== 'done') return complain(answer, print);
  const { url, events } = answer.value;
  const isHere = url === stream.receiver;
  print(url === null ? 'Nothing is registered at Google.' : `Google sends to ${url}`);
  if (url !== null && !isHere)
    print(`That is not this service, which listens at ${stream.receiver}`);
  for (const event of events) print(`  ${event}`);
  const trial = await app.get(SignalTrials).last('google');
  print(
    trial === null
      ? 'No test signal has arrived yet.'
      : `The last test signal, ${trial.state ?? 'without a text'}, arrived ${trial.arrivedAt.toISOString()}`,
  );
  return isHere ? done : refused;
}

function accountFrom(args: readonly string[]): ServiceAccount {
  const { key } = parseArgs({ args: [...args], options: { key: { type: 'string' } } }).values;
  if (key === undefined) throw new UsageError('Say where the key of the service account is: --key');
  const read = readServiceAccount(key === '-' ? jsonInput() : jsonIn(key));
  switch (read.kind) {
    case 'account':
      return read.account;
    case 'no-account':
      throw new UsageError(
        'This is no key file of a service account: there is no client_email or no private_key in it.',
      );
    case 'no-key':
      throw new UsageError(
        'The private key in this file is no RSA key of 2048 bits that can be read.',
      );
    default:
      return read satisfies never;
  }
}

function jsonInput(): unknown {
  try {
    return JSON.parse(readFileSync(0, 'utf8'));
  } catch {
    throw new UsageError('What came on standard input is no JSON.');
  }
}

const complaints = {
  refused:
    'Google refused. Is the API switched on, and has the account the role RISC Configuration Admin?',
  unavailable: 'Google did not answer. Try again later.',
  unexpected: 'What answered is not what Google says there. Is there a proxy on the way?',
} as const satisfies Record<Exclude<RiscAnswer<unknown>['kind'], 'done'>, string>;

function complain(
  { kind }: Exclude<RiscAnswer<unknown>, { kind: 'done' }>,
  print: (line: string) => void,
): number {
  print(complaints[kind]);
  return refused;
}
