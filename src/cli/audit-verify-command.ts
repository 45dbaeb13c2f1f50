import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { verifyExport } from '../audit/verify-export.ts';
import type { Jwks } from '../keys/jwks.ts';
import { signingAlgorithms } from '../keys/signing-algorithm.ts';
import { checkpointsOf } from './audit/checkpoint-option.ts';
import { report } from './audit/verdict-lines.ts';
import { UsageError } from './command.ts';
import type { RemoteCommand, RemoteContext } from './command.ts';
import { jsonIn } from './json-file.ts';

/** Verifying a copy of the ledger, without the service and its database. */
export const auditVerifyCommands: Readonly<Record<string, RemoteCommand>> = {
  'audit verify': {
    usage: 'audit verify --export <file.jsonl> --checkpoint <token | file>... --keys <jwks file>',
    says: 'Verifies an export of everything with a checkpoint you kept. Needs no settings and no database.',
    takes: (args) => args.some((arg) => /^--export(=|$)/.test(arg)),
    visit: verify,
  },
};

const text = { type: 'string' } as const;
const options = { export: text, checkpoint: { ...text, multiple: true }, keys: text } as const;
const words = z.string();
const ours = { kid: words, use: z.literal('sig'), alg: z.enum(signingAlgorithms) };
const keySet = z.object({
  keys: z.array(
    z.discriminatedUnion('kty', [
      z.object({ kty: z.literal('EC'), crv: words, x: words, y: words, ...ours }),
      z.object({ kty: z.literal('RSA'), n: words, e: words, ...ours }),
    ]),
  ),
});

async function verify({ args, print }: RemoteContext): Promise<number> {
  const { values } = parseArgs({ args: [...args], options });
  const { export: file, checkpoint = [], keys } = values;
  if (file === undefined || !existsSync(file)) throw new UsageError('There is no such export.');
  if (checkpoint.length === 0) throw new UsageError('Give a checkpoint that you kept.');
  if (keys === undefined) throw new UsageError('Give the key set, with --keys.');
  const checkpoints = await checkpointsOf(checkpoint);
  if (checkpoints.length === 0) throw new UsageError('There is no checkpoint in the file.');
  return report(await verifyExport({ file, checkpoints, keys: keysIn(keys) }), print);
}

function keysIn(path: string): Jwks {
  const read = keySet.safeParse(jsonIn(path));
  if (read.success) return read.data;
  throw new UsageError(`${path} is no JSON Web Key Set.`);
}
