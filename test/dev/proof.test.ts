import { describe, expect, test } from '@jest/globals';
import { promiseOf, proofNames } from '../../dev/proofs/proof-files.ts';
import { Program } from './program.ts';

describe('npm run proof', () => {
  test('without a name lists every proof with what it promises', async () => {
    const program = new Program('proof.js', []);
    expect(await program.exitCode()).toBe(0);
    for (const name of proofNames()) {
      expect(program.output).toMatch(new RegExp(`^${name} `, 'm'));
      expect(program.output).toContain(promiseOf(name));
    }
  });

  test('of a proof that does not exist says so', async () => {
    const program = new Program('proof.js', ['../proofs/kills']);
    expect(await program.exitCode()).toBe(2);
  });
});
