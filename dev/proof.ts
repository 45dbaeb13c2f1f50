import { randomInt } from 'node:crypto';
import { figuresOf } from './proofs/figures.ts';
import { keep } from './proofs/records.ts';
import { proofNames, promiseOf } from './proofs/proof-files.ts';
import { runProof } from './proofs/run-proof.ts';

/** `npm run proof` lists the proofs; `npm run proof <name>` runs one and keeps its figures when it holds. */
async function main([name]: readonly string[]): Promise<number> {
  if (name === undefined) return list();
  if (!proofNames().includes(name)) {
    process.stderr.write(`There is no proof "${name}". \`npm run proof\` lists them.\n`);
    return 2;
  }
  const seed = Number(process.env.CIVIC_SEED ?? randomInt(2 ** 31));
  process.stderr.write(`CIVIC_SEED=${seed} repeats this run.\n`);
  const { code, written } = await runProof(name, seed);
  const figures = figuresOf(written);
  if (code !== 0 || figures === null) {
    process.stderr.write(`The proof "${name}" does not hold.\n`);
    return 1;
  }
  const date = new Date().toISOString().slice(0, 10);
  keep(name, { date, seed, figures });
  process.stdout.write(`${JSON.stringify({ proof: name, date, seed, ...figures })}\n`);
  return 0;
}

function list(): number {
  for (const name of proofNames()) process.stdout.write(`${name.padEnd(12)}${promiseOf(name)}\n`);
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
