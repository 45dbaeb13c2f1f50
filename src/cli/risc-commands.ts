import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { newToken } from '../kernel/opaque-token.ts';
import { RiscStream } from '../signals/risc-stream.ts';
import type { RiscAnswer, ServiceAccount } from '../signals/risc-stream.ts';
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
    run: register,
  },
  'risc status': {
    usage: `risc status ${withKey}`,
    says: 'Shows what Google sends and where to, and when the last test signal arrived.',
    run: status,
  },
  'risc verify': {
    usage: `risc verify ${withKey}`,
    says: 'Asks Google for a test signal. It arrives within minutes; `risc status` shows it.',
    run: verify,
  },
};

async function register({ app, args, print }: CommandContext): Promise<number> {
  const stream = app.get(RiscStream);
  const answer = await stream.register(accountFrom(stream, args));
  if (answer.kind !== 'done') return complain(answer, print);
  print(`Google sends its signals to ${stream.receiver} from now on.`);
  return done;
}

async function verify({ app, args, print }: CommandContext): Promise<number> {
  const stream = app.get(RiscStream);
  const state = newToken().slice(0, 16);
  const answer = await stream.verify(accountFrom(stream, args), state);
  if (answer.kind !== 'done') return complain(answer, print);
  print(`Google was asked for the test signal ${state}.`);
  return done;
}

async function status({ app, args, print }: CommandContext): Promise<number> {
  const stream = app.get(RiscStream);
  const answer = await stream.status(accountFrom(stream, args));
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

function accountFrom(stream: RiscStream, args: readonly string[]): ServiceAccount {
  const { key } = parseArgs({ args: [...args], options: { key: { type: 'string' } } }).values;
  if (key === undefined) throw new UsageError('Say where the key of the service account is: --key');
  const account = stream.accountIn(key === '-' ? jsonInput() : jsonIn(key));
  if (account === null) throw new UsageError('This is not the key file of a service account.');
  return account;
}

function jsonInput(): unknown {
  try {
    return JSON.parse(readFileSync(0, 'utf8'));
  } catch {
    throw new UsageError('What came on standard input is no JSON.');
  }
}

function complain(
  { kind }: Exclude<RiscAnswer<unknown>, { kind: 'done' }>,
  print: (line: string) => void,
): number {
  print(
    kind === 'refused'
      ? 'Google refused. Is the API switched on, and has the account the role RISC Configuration Admin?'
      : 'Google did not answer. Try again later.',
  );
  return refused;
}
