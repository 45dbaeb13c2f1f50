import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newId } from '../../src/kernel/ids.ts';
import type { Database } from '../../src/platform/database/database.ts';
import { purged } from '../../src/platform/database/purge.ts';
import { Revocations } from '../../src/revocations/revocations.ts';
import type { Rule } from '../../src/revocations/revocations.ts';
import { purgeTokens } from '../../src/revocations/statements.ts';
import { openDatabase } from '../support/open-database.ts';
import type { OpenDatabase } from '../support/open-database.ts';

let open: OpenDatabase;
let database: Database;
let revocations: Revocations;

beforeAll(async () => {
  open = await openDatabase();
  database = open.database;
  revocations = new Revocations(database);
});

afterAll(() => open.close());

const link = (id = newId()): Rule => ({ rule: 'link', id });

async function covered(...rules: Rule[]): Promise<string> {
  const subjectId = newId();
  await revocations.cover(database, subjectId, rules);
  return subjectId;
}

describe('a subject', () => {
  test('lives while no covering rule was raised', async () => {
    const [one, other] = [link(), link()];
    const subjectId = await covered(one);
    await revocations.raise(database, other);
    await revocations.raise(database, { ...one, rule: 'resident' });
    expect(await revocations.isDead(subjectId)).toBe(false);
  });

  test('dies when any one of its rules is raised, the first time and every later time', async () => {
    const [one, other] = [link(), link()];
    const before = await covered(one, other);
    await revocations.raise(database, other);
    const between = await covered(one, other);
    expect(await revocations.isDead(before)).toBe(true);
    expect(await revocations.isDead(between)).toBe(false);
    await revocations.raise(database, other);
    expect(await revocations.isDead(between)).toBe(true);
  });

  test('cannot be brought back by covering it again', async () => {
    const rule = link();
    const subjectId = await covered(rule);
    await revocations.raise(database, rule);
    await revocations.cover(database, subjectId, [rule, link()]);
    expect(await revocations.isDead(subjectId)).toBe(true);
  });

  test('is dead when unknown, forgotten, covered by nothing, or no id at all', async () => {
    const forgotten = await covered(link());
    await open.query('delete from civic.coverage where subject_id = $1', [forgotten]);
    const uncovered = await covered();
    for (const subjectId of [newId(), forgotten, uncovered, '', 'no-id', `${newId()}'--`, '\0']) {
      expect(await revocations.isDead(subjectId)).toBe(true);
    }
  });

  test('stays alive when the raise is rolled back', async () => {
    const rule = link();
    const subjectId = await covered(rule);
    const attempt = database.transaction(async (sql) => {
      await revocations.raise(sql, rule);
      throw new Error('no');
    });
    await expect(attempt).rejects.toThrow('no');
    expect(await revocations.isDead(subjectId)).toBe(false);
  });

  test('raises of many at once are all counted', async () => {
    const rule = link();
    await Promise.all(Array.from({ length: 20 }, () => revocations.raise(database, rule)));
    const [row] = await open.query('select epoch from civic.epoch where id = $1', [rule.id]);
    expect(row).toEqual({ epoch: '20' });
  });
});

describe('a token', () => {
  const inAnHour = new Date(Date.now() + 3_600_000);

  test('dies alone by its id, and its subject lives on', async () => {
    const subjectId = await covered(link());
    const [jti, other] = [newId(), newId()];
    await revocations.revokeToken(database, jti, inAnHour);
    await revocations.revokeToken(database, jti, inAnHour);
    expect(await revocations.isTokenDead({ jti, subjectId })).toBe(true);
    expect(await revocations.isTokenDead({ jti: other, subjectId })).toBe(false);
    expect(await revocations.isDead(subjectId)).toBe(false);
  });

  test('dies with its subject', async () => {
    const rule = link();
    const subjectId = await covered(rule);
    await revocations.raise(database, rule);
    expect(await revocations.isTokenDead({ jti: newId(), subjectId })).toBe(true);
  });

  test('that is malformed is dead and does not disturb the others of its tick', async () => {
    const subjectId = await covered(link());
    const questions = ['\0', '', 'x'.repeat(300), 'mañana', newId()];
    const answers = questions.map((jti) => revocations.isTokenDead({ jti, subjectId }));
    expect(await Promise.all(answers)).toEqual([true, true, true, true, false]);
  });

  test('is forgotten once it has expired, not before', async () => {
    const subjectId = await covered(link());
    const jti = newId();
    await revocations.revokeToken(database, jti, inAnHour);
    await open.travel(3500);
    await purged(database, purgeTokens);
    expect(await revocations.isTokenDead({ jti, subjectId })).toBe(true);
    await open.travel(200);
    expect(await purged(database, purgeTokens)).toBeGreaterThanOrEqual(1);
    expect(await open.query('select from civic.revoked_token where jti = $1', [jti])).toEqual([]);
  });
});

describe('reading', () => {
  test('answers all questions of one tick by one statement, each with its own answer', async () => {
    const [rule, other] = [link(), link()];
    const [dead, alive] = [await covered(rule), await covered(other)];
    await revocations.raise(database, rule);
    const watched = watching(database);
    const subjects = [dead, alive, newId(), dead, alive];
    const answers = subjects.map((subjectId) => watched.revocations.isDead(subjectId));
    expect(await Promise.all(answers)).toEqual([true, false, true, true, false]);
    expect(watched.statements).toEqual(['revocations.read-dead']);
  });

  test('that starts after a raise has returned on another replica sees it', async () => {
    const replica = await open.anotherReplica();
    const elsewhere = new Revocations(replica);
    for (let turn = 0; turn < 50; turn += 1) {
      const rule = link();
      const subjectId = await covered(rule);
      expect(await elsewhere.isDead(subjectId)).toBe(false);
      const early = elsewhere.isDead(subjectId);
      await revocations.raise(database, rule);
      expect(await elsewhere.isDead(subjectId)).toBe(true);
      await early;
    }
  });

  /** Revocations over a database that writes down which statements were sent. */
  function watching(real: Database) {
    const statements: string[] = [];
    const run: Database['run'] = (query, values) => {
      statements.push(query.name);
      return real.run(query, values);
    };
    const recording = Object.assign(Object.create(real) as Database, { run });
    return { revocations: new Revocations(recording), statements };
  }
});

describe('whatever is covered and raised in whatever order', () => {
  type Step = { raise: number } | { cover: number; rules: number[] };

  const rule = fc.nat({ max: 3 });
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ raise: rule }),
    fc.record({ cover: fc.nat({ max: 2 }), rules: fc.uniqueArray(rule, { maxLength: 4 }) }),
  );

  /** The whole rule, without a database. */
  function model(steps: Step[]): boolean[] {
    const epochs = [0, 0, 0, 0];
    const covers: Map<number, number>[] = [new Map(), new Map(), new Map()];
    for (const one of steps) {
      if ('raise' in one) epochs[one.raise]! += 1;
      else
        one.rules.forEach((id) =>
          covers[one.cover]!.set(id, covers[one.cover]!.get(id) ?? epochs[id]!),
        );
    }
    return covers.map(
      (cover) => cover.size === 0 || [...cover].some(([id, at]) => epochs[id]! > at),
    );
  }

  test('the answer is that of the model', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const rules = Array.from({ length: 4 }, () => link());
        const subjects = Array.from({ length: 3 }, () => newId());
        for (const one of steps) {
          if ('raise' in one) await revocations.raise(database, rules[one.raise]!);
          else
            await revocations.cover(
              database,
              subjects[one.cover]!,
              one.rules.map((id) => rules[id]!),
            );
        }
        const answers = subjects.map((subjectId) => revocations.isDead(subjectId));
        expect(await Promise.all(answers)).toEqual(model(steps));
      }),
      { numRuns: 300 },
    );
  });
});
