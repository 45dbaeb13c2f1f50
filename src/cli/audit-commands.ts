import { open } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { AuditExports } from '../audit/audit-exports.ts';
import type { ExportForm } from '../audit/audit-exports.ts';
import { readFilters } from '../audit/audit-filters.ts';
import { Checkpoints } from '../audit/checkpoints.ts';
import { Sealer } from '../audit/sealer.ts';
import { Verification } from '../audit/verification.ts';
import { SigningKeys } from '../keys/signing-keys.ts';
import { checkpointsOf } from './audit/checkpoint-option.ts';
import { filterOptions, filterTexts } from './audit/filter-options.ts';
import { report } from './audit/verdict-lines.ts';
import { done, operator, refused, UsageError } from './command.ts';
import type { Command, CommandContext } from './command.ts';

const text = { type: 'string' } as const;

/** Proving that nobody changed the ledger. */
export const auditCommands: Readonly<Record<string, Command>> = {
  'audit verify': {
    usage: 'audit verify [--checkpoint <token | file>]...',
    says: 'Verifies the whole ledger in the database against its checkpoints, and against those you kept. Exit code 0: as it was sealed, 1: not.',
    run: verify,
  },
  'audit export': {
    usage: `audit export --out <new file> [--format jsonl|csv]\n        ${filterOptions}`,
    says: 'Writes ledger entries with their seals to a file. Without filters it is everything, and can be verified anywhere. The ledger notes it.',
    run: takeAway,
  },
  'audit checkpoint': {
    usage: 'audit checkpoint',
    says: 'Seals what waits and prints a signed checkpoint of it. Keep it where nobody who runs the database can change it.',
    run: checkpoint,
  },
  'audit keys': {
    usage: 'audit keys',
    says: 'Prints the public part of every key that may have signed a checkpoint. Keep it with the checkpoints.',
    run: keys,
  },
};

async function verify({ app, args, print }: CommandContext): Promise<number> {
  const options = { checkpoint: { ...text, multiple: true } } as const;
  const { values } = parseArgs({ args: [...args], options });
  const brought = await checkpointsOf(values.checkpoint ?? []);
  return report(await app.get(Verification).verify(operator, brought), print);
}

async function takeAway({ app, args, print }: CommandContext): Promise<number> {
  const { out, format, texts } = filterTexts(args);
  if (out === undefined) throw new UsageError('Say where to, with --out.');
  const read = readFilters(texts);
  if (read.kind === 'wrong')
    throw new UsageError(`Not understood: ${read.names.map((name) => `--${name}`).join(', ')}.`);
  const file = await fileFor(out);
  try {
    const copy = await app.get(AuditExports).begin(operator, read.filters, formOf(format));
    for await (const part of copy.parts) await file.appendFile(part);
    print(copy.entries === 1 ? '1 entry' : `${copy.entries} entries`);
  } finally {
    await file.close();
  }
  return done;
}

async function fileFor(path: string) {
  try {
    return await open(path, 'wx', 0o600);
  } catch {
    throw new UsageError(`${path} is there already, or cannot be made.`);
  }
}

function formOf(format: string): ExportForm {
  if (format === 'jsonl' || format === 'csv') return format;
  throw new UsageError('The format is jsonl or csv.');
}

async function checkpoint({ app, print }: CommandContext): Promise<number> {
  await app.get(Sealer).seal();
  const kept = await app.get(Checkpoints).make();
  print(kept?.token ?? 'The ledger is empty.');
  return kept === null ? refused : done;
}

async function keys({ app, print }: CommandContext): Promise<number> {
  print(JSON.stringify(await app.get(SigningKeys).everyKey(), null, 2));
  return done;
}
