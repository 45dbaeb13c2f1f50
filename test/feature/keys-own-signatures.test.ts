import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { KeyTrial } from '../support/key-trial.ts';

let trial: KeyTrial;

beforeEach(async () => {
  trial = await KeyTrial.start();
  await trial.here.keys.ensure();
});

afterEach(() => trial.close());

const rule = { types: ['at+jwt'] };

/** A token that this replica expects to be asked about. */
function own(claims: object = {}): Promise<string> {
  return trial.here.signer.sign({
    algorithm: 'ES256',
    typ: 'at+jwt',
    claims: { ...trial.claims(), ...claims } as { iat: number },
    comesBack: true,
  });
}

describe('a token whose signature is our own', () => {
  test('is read as every other replica reads it', async () => {
    const token = await own({ left_out: undefined, nested: { deep: [1, null] } });
    const [there] = await trial.replicas(1);
    const here = await trial.here.verifier.verify(token, rule);
    expect(here).toMatchObject({ kind: 'valid' });
    expect(here).toEqual(await there?.verifier.verify(token, rule));
    expect(here).not.toHaveProperty('claims.left_out');
  });

  test('is that text and no other', async () => {
    const token = await own();
    const [header, payload, signature = ''] = token.split('.');
    const other = (await own()).split('.')[2];
    for (const altered of [other, `${signature.slice(0, -2)}AA`, signature.toLowerCase()]) {
      const answer = await trial.here.verifier.verify(`${header}.${payload}.${altered}`, rule);
      expect(answer).toEqual({ kind: 'refused', reason: 'bad_signature' });
    }
  });

  test('is checked like any other: kind, time and key', async () => {
    const token = await own();
    const hint = await trial.here.verifier.verify(token, { types: ['JWT'] });
    expect(hint).toEqual({ kind: 'refused', reason: 'wrong_type' });
    await trial.here.keys.retireNow(await trial.kid(), { kind: 'staff', id: 'cli' });
    const retired = await trial.here.verifier.verify(token, rule);
    expect(retired).toEqual({ kind: 'refused', reason: 'unknown_kid' });
    const late = await own();
    await trial.travel(301);
    const expired = await trial.here.verifier.verify(late, rule);
    expect(expired).toEqual({ kind: 'refused', reason: 'expired' });
  });

  test('cannot be changed by whoever reads it', async () => {
    const token = await own({ nested: { deep: [1] } });
    const answer = await trial.here.verifier.verify(token, rule);
    if (answer.kind === 'refused') throw new Error(answer.reason);
    expect(Object.isFrozen(answer.claims)).toBe(true);
    expect(Object.isFrozen(answer.claims.nested)).toBe(true);
  });
});
