/**
 * Whoever owns the database cannot change what a checkpoint outside it vouches for without being seen, and a million
 * honest entries raise no alarm; about 8 minutes.
 */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from '@jest/globals';
import { AuditExports } from '../../src/audit/audit-exports.ts';
import { SigningKeys } from '../../src/keys/signing-keys.ts';
import { believer } from '../support/audit/believer.ts';
import { auditor, LedgerAtWork } from '../support/audit/ledger-at-work.ts';
import { TamperedLedger } from '../support/audit/tampered-ledger.ts';
import { kinds, Tamperings } from '../support/audit/tamperings.ts';
import type { TamperingKind } from '../support/audit/tamperings.ts';
import { handOver } from '../support/proof-figures.ts';
import { randomFrom, seed } from '../support/seeded.ts';

const tamperings = 10_000;
const perLedger = 500;
const lanes = 2;
const honest = 1_000_000;

let figures: Record<string, number> = {};
afterAll(() => handOver(figures));

interface Tally {
  made: Record<string, number>;
  missed: string[];
  missedByBeliever: number;
}

/** Tampers with one ledger many times, one tampering at a time. */
async function tamperWith(number: number, tally: Tally): Promise<void> {
  const random = randomFrom(seed + number);
  const ledger = await TamperedLedger.make(random);
  try {
    const { forger, checkpoints, sealed, unsealed } = ledger;
    const intact = { kind: 'intact', to: sealed, outside: checkpoints[2], unsealed };
    expect(await ledger.verify(forger.sql)).toMatchObject(intact);
    const some = new Tamperings(forger, random, checkpoints);
    for (let turn = 0; turn < perLedger; turn += 1) {
      const kind = kinds[turn % kinds.length] as TamperingKind;
      await forger.undoing(
        () => some.make(kind),
        async (sql) => {
          const verdict = await ledger.verify(sql);
          if (verdict.kind !== 'broken') tally.missed.push(`${kind} in ${number}, ${turn}`);
          if (kind === 'edit' && (await believer(sql, checkpoints))) tally.missedByBeliever += 1;
        },
      );
      tally.made[kind] = (tally.made[kind] ?? 0) + 1;
      if (turn % 50 === 49) await forger.tidy();
    }
    expect(await ledger.verify(forger.sql)).toMatchObject(intact);
  } finally {
    await ledger.stop();
  }
}

test(`${tamperings} tamperings by the owner of the database are seen (seed ${seed})`, async () => {
  const tally: Tally = { made: {}, missed: [], missedByBeliever: 0 };
  const ledgers = Array.from({ length: tamperings / perLedger }, (_, index) => index);
  const work = async () => {
    for (let next = ledgers.pop(); next !== undefined; next = ledgers.pop())
      await tamperWith(next, tally);
  };
  await Promise.all(Array.from({ length: lanes }, work));
  expect(tally.missed).toEqual([]);
  // The planted control: who believes the hashes that are stored sees no edit but those that move an entry.
  expect(tally.missedByBeliever).toBeGreaterThan((tally.made.edit ?? 0) / 2);
  const made = Object.values(tally.made).reduce((sum, count) => sum + count, 0);
  expect(made).toBe(tamperings);
  const missed = { missed: tally.missed.length, 'missed by the control': tally.missedByBeliever };
  figures = { ...figures, tamperings: made, ...tally.made, ...missed };
}, 1_800_000);

test('what no checkpoint outside reaches is told, and only that can be changed unseen', async () => {
  const random = randomFrom(seed);
  const ledger = await TamperedLedger.make(random);
  const { forger, checkpoints, sealed, unsealed } = ledger;
  const [, , last] = checkpoints;
  const after = (change: () => Promise<void>, file = ledger.file) =>
    forger.undoing(change, (sql) => ledger.verify(sql, file));
  try {
    const rewriteAll = async () => {
      await forger.edit(last - 1, `type = 'x'`);
      await forger.sealAnew();
      await forger.forgetCheckpoints();
    };
    expect(await after(rewriteAll)).toMatchObject({
      kind: 'broken',
      at: last,
      why: 'not-as-signed',
    });
    expect(await after(rewriteAll, [])).toMatchObject({ kind: 'intact', vouched: 0, outside: 0 });
    const rewriteRest = async () => {
      await forger.edit(last + 1, `type = 'x'`);
      await forger.sealAnew();
    };
    expect(await after(rewriteRest)).toMatchObject({ kind: 'intact', outside: last, unsealed: 0 });
    expect(await after(() => forger.edit(last + 1, `type = 'x'`))).toMatchObject({
      why: 'changed',
    });
    const append = () => forger.append(7);
    const told = { kind: 'intact', to: sealed, outside: last, unsealed: unsealed + 7 };
    expect(await after(append)).toMatchObject(told);
  } finally {
    await ledger.stop();
  }
}, 120_000);

test(`${honest} honest entries raise no alarm, and a copy is verified within ten seconds`, async () => {
  const ledger = await LedgerAtWork.start();
  try {
    await ledger.rest();
    for (let part = 0; part < 20; part += 1) await ledger.service.database.query(honestPart);
    await ledger.seal();
    writeFileSync(join(ledger.folder, 'kept'), await ledger.checkpoint());
    const keys = await ledger.part(SigningKeys).everyKey();
    writeFileSync(join(ledger.folder, 'keys.json'), JSON.stringify(keys));
    const copy = await ledger.part(AuditExports).begin(auditor, {}, 'jsonl');
    await writeFile(join(ledger.folder, 'all.jsonl'), copy.parts);
    const online = performance.now();
    expect(await ledger.verify()).toMatchObject({ kind: 'intact', from: 1, to: copy.entries });
    const offline = performance.now();
    const option = (name: string, file: string) => [`--${name}`, join(ledger.folder, file)];
    const files = [
      option('export', 'all.jsonl'),
      option('checkpoint', 'kept'),
      option('keys', 'keys.json'),
    ];
    const args = [...measured, 'dist/src/cli.js', 'audit', 'verify', ...files.flat()];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env: {} });
    const end = performance.now();
    expect(stdout).toContain(`Entries 1 to ${copy.entries} are as they were sealed.`);
    expect(copy.entries).toBeGreaterThanOrEqual(honest);
    // What it takes of a processor: other work on the machine must not decide.
    expect(Number(stderr)).toBeLessThan(10_000);
    figures = {
      ...figures,
      'honest entries': copy.entries,
      'false alarms': 0,
      'copy verified in, ms of a processor': Number(stderr),
      'by the clock, ms': Math.round(end - offline),
      'database verified by the clock, ms': Math.round(offline - online),
    };
  } finally {
    await ledger.stop();
  }
}, 900_000);

/** Lets a program say at its end how many milliseconds of a processor it took. */
const measured = [
  '--import',
  `data:text/javascript,process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    process.stderr.write(String(Math.round((user + system) / 1000)));
  })`,
];

const honestPart = `
  insert into civic.ledger_entry (type, actor_kind, actor, resident_id, link_id, detail)
  select 'resident.signed-in', 'resident', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(),
    '{"provider": "google"}' from generate_series(1, ${honest / 20})`;
