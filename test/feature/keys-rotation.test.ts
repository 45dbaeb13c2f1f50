import { createPrivateKey } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/kernel/ids.ts';
import type { Verification } from '../../src/keys/token-verifier.ts';
import { Database } from '../../src/platform/database/database.ts';
import { TestClock } from '../support/fixed-clock.ts';
import { keyServices } from '../support/key-services.ts';
import type { KeyServices } from '../support/key-services.ts';
import { openDatabase } from '../support/open-database.ts';
import type { OpenDatabase } from '../support/open-database.ts';

let open: OpenDatabase;
let clock: TestClock;
let here: KeyServices;

beforeEach(async () => {
  open = await openDatabase();
  clock = new TestClock();
  here = keyServices(open.database, clock);
});

afterEach(() => open.close());

/** Moves the database and every process of the service. */
async function travel(seconds: number): Promise<void> {
  await open.travel(seconds);
  clock.travel(seconds);
}

type Algorithm = 'ES256' | 'RS256';

function newClaims(): Record<string, unknown> & { iat: number } {
  const now = clock.seconds();
  const iss = here.config.issuer;
  return { iss, aud: 'parks', sub: 's', jti: newId(), iat: now, exp: now + 86_400 };
}

function sign(algorithm: Algorithm = 'ES256', replica = here): Promise<string> {
  return replica.signer.sign({ algorithm, typ: 'at+jwt', claims: newClaims() });
}

function verify(token: string, replica = here): Promise<Verification> {
  return replica.verifier.verify(token, { types: ['at+jwt'] });
}

async function kidOf(algorithm: Algorithm = 'ES256', replica = here): Promise<string> {
  const [header = ''] = (await sign(algorithm, replica)).split('.');
  return (JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string }).kid;
}

const kids = async (replica = here) => (await replica.keys.jwks()).keys.map(({ kid }) => kid);

const retire = () => open.database.transaction((sql) => here.keys.retireReplaced(sql));

async function statesOf(): Promise<string[]> {
  const rows = await open.query<{ line: string }>(`
    select algorithm || ' ' || state || ' ' || (sealed_private is not null) as line
    from civic.signing_key order by algorithm, created_at, kid`);
  return rows.map(({ line }) => line);
}

async function recorded(): Promise<string[]> {
  const rows = await open.query<{ line: string }>(`
    select type || ' ' || (detail ->> 'algorithm') as line from civic.ledger_entry order by id`);
  return rows.map(({ line }) => line);
}

describe('the first start', () => {
  test('makes one current key for each algorithm and records it', async () => {
    await here.keys.ensure();
    await here.keys.ensure();
    expect(await statesOf()).toEqual(['ES256 current true', 'RS256 current true']);
    expect(await recorded()).toEqual([
      'key.created ES256',
      'key.current ES256',
      'key.created RS256',
      'key.current RS256',
    ]);
  });

  test('of many replicas at once makes no second one, and each verifies what another signs', async () => {
    const pools = await Promise.all([1, 2, 3, 4].map(() => open.anotherReplica()));
    const replicas = pools.map((database) => keyServices(database, clock));
    await Promise.all(replicas.map((replica) => replica.keys.ensure()));
    expect(await statesOf()).toHaveLength(2);
    expect(await recorded()).toHaveLength(4);
    for (const signing of replicas) {
      const token = await sign('RS256', signing);
      for (const other of replicas)
        expect(await verify(token, other)).toMatchObject({ kind: 'valid' });
    }
  });

  test('fails when the vault cannot open the keys there are', async () => {
    await here.keys.ensure();
    const keyRing = [{ id: 'other', key: Buffer.alloc(32, 2) }];
    const stranger = keyServices(open.database, clock, {
      vault: { keyRing, indexKey: Buffer.alloc(32, 9) },
    });
    await expect(stranger.keys.ensure()).rejects.toMatchObject({
      detail: 'cannot open signing_key.sealed_private: key "k1" is not in the key ring',
    });
  });
});

describe('the private part', () => {
  test('is stored sealed: no stored byte of it can be read', async () => {
    await here.keys.ensure();
    const rows = await open.query<{ kid: string; sealed_private: Buffer }>(
      'select kid, sealed_private from civic.signing_key',
    );
    for (const { kid, sealed_private } of rows) {
      const place = { table: 'signing_key', column: 'sealed_private', row: kid };
      const pem = here.vault.open(place, sealed_private);
      expect(createPrivateKey(pem).type).toBe('private');
      expect(sealed_private.toString('latin1')).not.toContain('PRIVATE KEY');
    }
    const [text] = await open.query('select json_agg(k)::text as all from civic.signing_key as k');
    expect(JSON.stringify(text)).not.toMatch(/"(d|p|q|dp|dq|qi|k|oth)\\?"/);
  });
});

describe('a rotation', () => {
  beforeEach(() => here.keys.ensure());

  test('publishes the next keys and does not sign with them before the time', async () => {
    const before = await kidOf();
    const published = await here.keys.rotate();
    expect(published).toMatchObject({ kind: 'published', kids: expect.any(Array) });
    expect(await kids()).toHaveLength(4);
    expect(await kidOf()).toBe(before);

    await travel(899);
    const early = await here.keys.rotate();
    expect(early.kind).toBe('too-early');
    expect(early).toHaveProperty('readyAt', (published as { readyAt: Date }).readyAt);
    expect(await kidOf()).toBe(before);
  });

  test('lets them sign after that, and keeps accepting what the old ones signed', async () => {
    const old = [await sign('ES256'), await sign('RS256')];
    const published = await here.keys.rotate();
    await travel(900);
    const promoted = await here.keys.rotate();
    if (published.kind !== 'published' || promoted.kind !== 'promoted') throw new Error('order');
    expect(promoted.kids.toSorted()).toEqual(published.kids.toSorted());
    expect(promoted.kids).toContain(await kidOf('ES256'));
    expect(promoted.kids).toContain(await kidOf('RS256'));
    for (const token of old) expect(await verify(token)).toMatchObject({ kind: 'valid' });
    expect(await kids()).toHaveLength(4);
    expect((await recorded()).slice(4).toSorted()).toEqual([
      'key.created ES256',
      'key.created RS256',
      'key.current ES256',
      'key.current RS256',
    ]);
  });

  test('ends by retiring the old keys once their last token and a quarter of an hour are over', async () => {
    const old = await sign();
    await here.keys.rotate();
    await travel(900);
    await here.keys.rotate();

    await travel(300 + 900 - 1);
    expect(await retire()).toBe(0);
    expect(await verify(old)).toMatchObject({ kind: 'valid' });

    await travel(11);
    expect(await verify(old)).toEqual({ kind: 'refused', reason: 'unknown_kid' });
    expect(await kids()).toHaveLength(2);
    expect(await retire()).toBe(2);
    expect((await statesOf()).toSorted()).toEqual([
      'ES256 current true',
      'ES256 retired false',
      'RS256 current true',
      'RS256 retired false',
    ]);
    const last = (await recorded()).slice(-2);
    expect(last.toSorted()).toEqual(['key.retired ES256', 'key.retired RS256']);
  });

  test('by several people at once never leaves an algorithm with two current keys or none', async () => {
    const replicas = await Promise.all([1, 2, 3].map(() => open.anotherReplica()));
    const services = replicas.map((database) => keyServices(database, clock));
    const all = () => Promise.all(services.map((replica) => replica.keys.rotate()));
    expect((await all()).filter(({ kind }) => kind === 'published')).toHaveLength(1);
    await travel(900);
    expect((await all()).filter(({ kind }) => kind === 'promoted')).toHaveLength(1);
    expect((await statesOf()).filter((line) => line.includes('current'))).toHaveLength(2);
  });

  test('reaches another replica when it meets a new key, and within ten seconds anyway', async () => {
    const there = keyServices(await open.anotherReplica(), clock);
    const before = await kidOf('ES256', there);
    const published = await here.keys.rotate();
    if (published.kind !== 'published') throw new Error(published.kind);
    clock.travel(1);
    for (const kid of published.kids) expect(await there.known.find(kid)).not.toBeNull();
    await travel(900);
    await kidOf('ES256', there);
    await here.keys.rotate();
    expect(await kidOf('ES256', there)).toBe(before);
    clock.travel(10);
    expect(await kidOf('ES256', there)).toBe(await kidOf());
  });

  test('leaves no effect without its ledger entry', async () => {
    await open.query('revoke insert on civic.ledger_entry from civic_service');
    await expect(here.keys.rotate()).rejects.toMatchObject({ code: '42501' });
    expect(await statesOf()).toHaveLength(2);
  });
});

describe('what a process knows of the keys', () => {
  beforeEach(() => here.keys.ensure());

  const stranger = 'A'.repeat(43);

  test('is asked of the database at most once a second for key ids nobody knows', async () => {
    let reads = 0;
    const counting = Object.assign(Object.create(open.database) as Database, {
      run: (...given: Parameters<Database['run']>) => {
        reads += 1;
        return open.database.run(...given);
      },
    });
    const { known } = keyServices(counting, clock);
    for (let turn = 0; turn < 1000; turn += 1) expect(await known.find(stranger)).toBeNull();
    expect(reads).toBe(1);
    clock.travel(1);
    await Promise.all(Array.from({ length: 100 }, () => known.find(stranger)));
    expect(reads).toBe(2);
  });

  test('outlives an outage of the database', async () => {
    const token = await sign();
    await open.query('revoke select on civic.signing_key from civic_service');
    clock.travel(60);
    expect(await kids()).toHaveLength(2);
    expect(await verify(await sign())).toMatchObject({ kind: 'valid' });
    expect(await verify(token)).toMatchObject({ kind: 'valid' });
    await expect(keyServices(open.database, clock).keys.jwks()).rejects.toThrow(
      'permission denied',
    );
  });
});
