import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { hours } from '../../src/kernel/duration.ts';
import { KeyTrial } from '../support/key-trial.ts';

let trial: KeyTrial;

beforeEach(async () => {
  trial = await KeyTrial.start();
  await trial.here.keys.ensure();
});

afterEach(() => trial.close());

const staff = { kind: 'staff', id: 'cli' } as const;
const retireNow = (kid: string) => trial.here.keys.retireNow(kid, staff);
const refused = { kind: 'refused', reason: 'unknown_kid' };
const asHint = { checkExpiry: false };

/** A whole ordinary rotation; ends when the replaced keys are over. */
async function rotate(): Promise<void> {
  for (const wait of [0, 900, 1200]) {
    await trial.travel(wait);
    await trial.here.keys.rotate();
  }
}

describe('a compromised key', () => {
  test('that signs is replaced by one nobody has seen, in the same transaction', async () => {
    const [token, other] = [await trial.sign('ES256'), await trial.sign('RS256')];
    const kid = await trial.kid();
    const before = (await trial.recorded()).length;
    const outcome = await retireNow(kid);
    const successor = await trial.kid();
    expect(outcome).toEqual({ kind: 'retired', was: 'current', successor });
    expect(successor).not.toBe(kid);
    expect(await trial.published()).toEqual([successor, await trial.kid('RS256')]);
    expect(await trial.verify(token)).toEqual(refused);
    expect(await trial.verify(token, asHint)).toEqual(refused);
    expect(await trial.verify(other)).toMatchObject({ kind: 'valid' });
    expect(await trial.verify(await trial.sign())).toMatchObject({ kind: 'valid' });
    expect((await trial.recorded()).slice(before)).toEqual([
      'key.compromised ES256',
      'key.retired ES256',
      'key.created ES256',
      'key.current ES256',
    ]);
    const [entry] = await trial.open.query(
      `select actor_kind, actor, detail from civic.ledger_entry where type = 'key.compromised'`,
    );
    expect(entry).toEqual({
      actor_kind: 'staff',
      actor: 'cli',
      detail: { kid, algorithm: 'ES256' },
    });
  });

  test('keeps no private part, and is marked for ever', async () => {
    const kid = await trial.kid('RS256');
    await retireNow(kid);
    const [row] = await trial.open.query(
      `select state, sealed_private, compromised, retired_at is not null as dated
       from civic.signing_key where kid = $1`,
      [kid],
    );
    expect(row).toEqual({ state: 'retired', sealed_private: null, compromised: true, dated: true });
  });

  test('is out on every replica within ten seconds, for what it signed before among the rest', async () => {
    const [there = trial.here] = await trial.replicas(1);
    const token = await trial.sign('ES256', there);
    expect(await trial.verify(token, {}, there)).toMatchObject({ kind: 'valid' });
    await retireNow(await trial.kid());
    await trial.travel(10);
    expect(await trial.verify(token, {}, there)).toEqual(refused);
    expect(await trial.published(there)).toEqual(await trial.published());
    expect(await trial.kid('ES256', there)).toBe(await trial.kid());
  });

  test('that was to sign next never does; the schedule makes another', async () => {
    const published = await trial.here.keys.rotate();
    if (published.kind !== 'published') throw new Error(published.kind);
    const [kid = ''] = published.kids;
    expect(await retireNow(kid)).toEqual({ kind: 'retired', was: 'next', successor: null });
    await trial.travel(900);
    expect(await trial.here.keys.rotate()).toMatchObject({
      kind: 'promoted',
      kids: [expect.any(String)],
    });
    expect(await trial.published()).not.toContain(kid);
  });

  test('that was replaced already leaves the one that signs alone', async () => {
    const kid = await trial.kid();
    const token = await trial.sign();
    await trial.here.keys.rotate();
    await trial.travel(900);
    await trial.here.keys.rotate();
    const current = await trial.kid();
    expect(await trial.verify(token)).toMatchObject({ kind: 'valid' });
    expect(await retireNow(kid)).toEqual({ kind: 'retired', was: 'previous', successor: null });
    expect(await trial.verify(token)).toEqual(refused);
    expect(await trial.kid()).toBe(current);
  });

  test('that was retired before vouches for hints no longer', async () => {
    const kid = await trial.kid();
    const token = await trial.sign();
    await rotate();
    await trial.here.keys.keepRotating();
    expect(await trial.verify(token, asHint)).toMatchObject({ kind: 'valid' });
    expect(await retireNow(kid)).toEqual({ kind: 'retired', was: 'retired', successor: null });
    expect(await trial.verify(token, asHint)).toEqual(refused);
    expect((await trial.recorded()).filter((line) => line === 'key.retired ES256')).toHaveLength(1);
  });

  test('is reported once; unknown ones are said to be so', async () => {
    const kid = await trial.kid();
    await retireNow(kid);
    const entries = await trial.recorded();
    expect(await retireNow(kid)).toEqual({ kind: 'already-compromised' });
    for (const stranger of ['A'.repeat(43), '', `' or true --`])
      expect(await retireNow(stranger)).toEqual({ kind: 'unknown-key' });
    expect(await trial.recorded()).toEqual(entries);
  });

  test('reported by several at once, in the middle of a rotation, leaves one key that signs', async () => {
    const kid = await trial.kid();
    await trial.here.keys.rotate();
    await trial.travel(900);
    const replicas = await trial.replicas(4);
    const work = replicas.map(({ keys }, turn) =>
      turn % 2 === 0 ? keys.retireNow(kid, staff) : keys.keepRotating(),
    );
    await Promise.all(work);
    const signing = (await trial.states()).filter((line) => line.includes('current'));
    expect(signing).toEqual(['ES256 current true', 'RS256 current true']);
    const reports = (await trial.recorded()).filter((line) => line.startsWith('key.compromised'));
    expect(reports).toHaveLength(1);
  });

  test('stays as it was when that cannot be recorded', async () => {
    await trial.open.query('revoke insert on civic.ledger_entry from civic_service');
    await expect(retireNow(await trial.kid())).rejects.toMatchObject({ code: '42501' });
    expect(await trial.states()).toEqual(['ES256 current true', 'RS256 current true']);
  });
});

describe('a hint', () => {
  test('may be signed by a key that was retired less than a day ago, and nothing else may', async () => {
    const token = await trial.sign();
    const kid = await trial.kid();
    await rotate();
    expect(await trial.verify(token)).toEqual(refused);
    expect(await trial.verify(token, asHint)).toMatchObject({ kind: 'valid' });
    await trial.here.keys.keepRotating();
    await trial.travel(hours(24) - 60);
    expect(await trial.verify(token)).toEqual(refused);
    expect(await trial.verify(token, asHint)).toMatchObject({ kind: 'valid' });
    expect(await trial.published()).not.toContain(kid);
    await trial.travel(60);
    expect(await trial.verify(token, asHint)).toEqual(refused);
  });
});
