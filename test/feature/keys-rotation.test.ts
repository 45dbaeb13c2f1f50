import { createPrivateKey } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Database } from '../../src/platform/database/database.ts';
import { keyServices } from '../support/key-services.ts';
import { KeyTrial } from '../support/key-trial.ts';

let trial: KeyTrial;

beforeEach(async () => {
  trial = await KeyTrial.start();
});

afterEach(() => trial.close());

describe('the first start', () => {
  test('makes one current key for each algorithm and records it', async () => {
    await trial.here.keys.ensure();
    await trial.here.keys.ensure();
    expect(await trial.states()).toEqual(['ES256 current true', 'RS256 current true']);
    expect(await trial.recorded()).toEqual([
      'key.created ES256',
      'key.current ES256',
      'key.created RS256',
      'key.current RS256',
    ]);
  });

  test('of many replicas at once makes no second one, and each verifies what another signs', async () => {
    const replicas = await trial.replicas(4);
    await Promise.all(replicas.map((replica) => replica.keys.ensure()));
    expect(await trial.states()).toHaveLength(2);
    expect(await trial.recorded()).toHaveLength(4);
    for (const signing of replicas) {
      const token = await trial.sign('RS256', signing);
      for (const other of replicas)
        expect(await trial.verify(token, {}, other)).toMatchObject({ kind: 'valid' });
    }
  });

  test('fails when the vault cannot open the keys there are', async () => {
    await trial.here.keys.ensure();
    const keyRing = [{ id: 'other', key: Buffer.alloc(32, 2) }];
    const stranger = keyServices(trial.open.database, trial.clock, {
      vault: { keyRing, indexKey: Buffer.alloc(32, 9) },
    });
    await expect(stranger.keys.ensure()).rejects.toMatchObject({
      detail: 'cannot open signing_key.sealed_private: key "k1" is not in the key ring',
    });
  });
});

describe('the private part', () => {
  test('is stored sealed: no stored byte of it can be read', async () => {
    await trial.here.keys.ensure();
    const rows = await trial.open.query<{ kid: string; sealed_private: Buffer }>(
      'select kid, sealed_private from civic.signing_key',
    );
    for (const { kid, sealed_private } of rows) {
      const place = { table: 'signing_key', column: 'sealed_private', row: kid };
      const pem = trial.here.vault.open(place, sealed_private);
      expect(createPrivateKey(pem).type).toBe('private');
      expect(sealed_private.toString('latin1')).not.toContain('PRIVATE KEY');
    }
    const [text] = await trial.open.query(
      'select json_agg(k)::text as all from civic.signing_key as k',
    );
    expect(JSON.stringify(text)).not.toMatch(/"(d|p|q|dp|dq|qi|k|oth)\\?"/);
  });
});

describe('a rotation', () => {
  beforeEach(() => trial.here.keys.ensure());

  test('publishes the next keys and does not sign with them before the time', async () => {
    const before = await trial.kid();
    const published = await trial.here.keys.rotate();
    expect(published).toMatchObject({ kind: 'published', kids: expect.any(Array) });
    expect(await trial.published()).toHaveLength(4);
    expect(await trial.kid()).toBe(before);

    await trial.travel(840);
    const early = await trial.here.keys.rotate();
    expect(early.kind).toBe('too-early');
    expect(early).toHaveProperty('readyAt', (published as { readyAt: Date }).readyAt);
    expect(await trial.kid()).toBe(before);
  });

  test('lets them sign after that, and keeps accepting what the old ones signed', async () => {
    const old = [await trial.sign('ES256'), await trial.sign('RS256')];
    const published = await trial.here.keys.rotate();
    await trial.travel(900);
    const promoted = await trial.here.keys.rotate();
    if (published.kind !== 'published' || promoted.kind !== 'promoted') throw new Error('order');
    expect(promoted.kids.toSorted()).toEqual(published.kids.toSorted());
    expect(promoted.kids).toContain(await trial.kid('ES256'));
    expect(promoted.kids).toContain(await trial.kid('RS256'));
    for (const token of old) expect(await trial.verify(token)).toMatchObject({ kind: 'valid' });
    expect(await trial.published()).toHaveLength(4);
    expect((await trial.recorded()).slice(4).toSorted()).toEqual([
      'key.created ES256',
      'key.created RS256',
      'key.current ES256',
      'key.current RS256',
    ]);
  });

  test('ends by retiring the old keys once their last token and a quarter of an hour are over', async () => {
    const old = await trial.sign();
    await trial.here.keys.rotate();
    await trial.travel(900);
    await trial.here.keys.rotate();

    await trial.travel(300 + 900 - 60);
    expect(await trial.here.keys.keepRotating()).toBe(0);
    expect(await trial.verify(old)).toMatchObject({ kind: 'valid' });

    await trial.travel(60);
    expect(await trial.verify(old)).toEqual({ kind: 'refused', reason: 'unknown_kid' });
    expect(await trial.published()).toHaveLength(2);
    expect(await trial.here.keys.keepRotating()).toBe(2);
    expect((await trial.states()).toSorted()).toEqual([
      'ES256 current true',
      'ES256 retired false',
      'RS256 current true',
      'RS256 retired false',
    ]);
    const last = (await trial.recorded()).slice(-2);
    expect(last.toSorted()).toEqual(['key.retired ES256', 'key.retired RS256']);
  });

  test('by several people at once never leaves an algorithm with two current keys or none', async () => {
    const replicas = await trial.replicas(3);
    const all = () => Promise.all(replicas.map((replica) => replica.keys.rotate()));
    expect((await all()).filter(({ kind }) => kind === 'published')).toHaveLength(1);
    await trial.travel(900);
    expect((await all()).filter(({ kind }) => kind === 'promoted')).toHaveLength(1);
    expect((await trial.states()).filter((line) => line.includes('current'))).toHaveLength(2);
  });

  test('reaches another replica when it meets a new key, and within ten seconds anyway', async () => {
    const [there = trial.here] = await trial.replicas(1);
    const before = await trial.kid('ES256', there);
    const published = await trial.here.keys.rotate();
    if (published.kind !== 'published') throw new Error(published.kind);
    trial.clock.travel(1);
    for (const kid of published.kids) expect(await there.known.find(kid)).not.toBeNull();
    await trial.travel(900);
    await trial.kid('ES256', there);
    await trial.here.keys.rotate();
    expect(await trial.kid('ES256', there)).toBe(before);
    trial.clock.travel(10);
    expect(await trial.kid('ES256', there)).toBe(await trial.kid());
  });

  test('leaves no effect without its ledger entry', async () => {
    await trial.open.query('revoke insert on civic.ledger_entry from civic_service');
    await expect(trial.here.keys.rotate()).rejects.toMatchObject({ code: '42501' });
    expect(await trial.states()).toHaveLength(2);
  });
});

describe('what a process knows of the keys', () => {
  beforeEach(() => trial.here.keys.ensure());

  const stranger = 'A'.repeat(43);

  test('is asked of the database at most once a second for key ids nobody knows', async () => {
    let reads = 0;
    const counting = Object.assign(Object.create(trial.open.database) as Database, {
      run: (...given: Parameters<Database['run']>) => {
        reads += 1;
        return trial.open.database.run(...given);
      },
    });
    const { known } = keyServices(counting, trial.clock);
    for (let turn = 0; turn < 1000; turn += 1) expect(await known.find(stranger)).toBeNull();
    expect(reads).toBe(1);
    trial.clock.travel(1);
    await Promise.all(Array.from({ length: 100 }, () => known.find(stranger)));
    expect(reads).toBe(2);
  });

  test('outlives an outage of the database', async () => {
    const token = await trial.sign();
    await trial.open.query('revoke select on civic.signing_key from civic_service');
    trial.clock.travel(60);
    expect(await trial.published()).toHaveLength(2);
    expect(await trial.verify(await trial.sign())).toMatchObject({ kind: 'valid' });
    expect(await trial.verify(token)).toMatchObject({ kind: 'valid' });
    await expect(keyServices(trial.open.database, trial.clock).keys.jwks()).rejects.toThrow(
      'permission denied',
    );
  });
});
