import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Anchors } from '../../../src/audit/anchors.ts';
import { afterEntry, beginning, nextHash } from '../../../src/audit/chain.ts';
import { readCheckpoint } from '../../../src/audit/checkpoint.ts';
import { csvLine } from '../../../src/audit/csv-line.ts';
import { isLineOf, lineOf, stubIn, stubLine, textIn } from '../../../src/audit/export-line.ts';

/* What is written here must never change: what was sealed could not be verified any more. */

const text =
  '{"id":2,"xid":745,"at":"2026-11-26T10:22:14.1234Z","type":"link.removed","actor_kind":"staff",' +
  '"actor":"officer-7","resident_id":null,"link_id":null,"app_id":null,"detail":{"reason": "security"}}';

describe('the chain', () => {
  test('hashes the hash before and the text of the entry, with a line feed between them', () => {
    expect(nextHash(beginning.hash, text)).toBe(
      '981a30d6213125d08031230276c87245429d2e0dd6b2047004c6907f7409a6d5',
    );
  });

  test('counts from 1 and depends on everything before', () => {
    const one = afterEntry(beginning, text);
    expect(one.seq).toBe(1);
    expect(afterEntry(one, text)).toEqual({ seq: 2, hash: nextHash(one.hash, text) });
    expect(afterEntry(one, text).hash).not.toBe(one.hash);
  });
});

describe('a line of an export', () => {
  const end = afterEntry({ seq: 99, hash: beginning.hash }, text);

  test('is JSON, and the text of the entry can be cut out of it', () => {
    const line = lineOf(end, text);
    expect(JSON.parse(line)).toEqual({ seq: 100, hash: end.hash, entry: JSON.parse(text) });
    expect(textIn(line, 100)).toBe(text);
    expect(isLineOf(line, end)).toBe(true);
    expect(isLineOf(line, { ...end, seq: 101 })).toBe(false);
    expect(isLineOf(`${line} `, end)).toBe(false);
  });

  test('may be a stub, and nothing else looks like one', () => {
    expect(stubIn(stubLine('a.b-c.d_e'))).toBe('a.b-c.d_e');
    expect(stubIn(lineOf(end, text))).toBeNull();
  });

  test('for a spreadsheet quotes what it must', () => {
    expect(csvLine(end, text)).toBe(
      `100,${end.hash},2,745,2026-11-26T10:22:14.1234Z,link.removed,staff,officer-7,,,,"{""reason"":""security""}"`,
    );
  });
});

test('the program of docs/audit.md agrees', () => {
  const [, program = ''] = /```js\n(.*?)```/s.exec(readFileSync('docs/audit.md', 'utf8')) ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'civic-link-verify-'));
  try {
    const one = afterEntry(beginning, text);
    const two = afterEntry(one, text);
    const [file, script] = [join(folder, 'all.jsonl'), join(folder, 'verify.mjs')];
    writeFileSync(script, program);
    const run = (lines: string[]) => {
      writeFileSync(file, `${lines.join('\n')}\n`);
      return execFileSync(process.execPath, [script, file], { stdio: 'pipe' }).toString().trim();
    };
    expect(run([lineOf(one, text), lineOf(two, text)])).toBe(`2 ${two.hash}`);
    expect(() => run([lineOf(one, text), lineOf(two, text.replace('7', '8'))])).toThrow('entry 2');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe('a checkpoint', () => {
  const encoded = (value: unknown): string =>
    Buffer.from(JSON.stringify(value)).toString('base64url');
  const tokenOf = (header: object, claims: unknown) => `${encoded(header)}.${encoded(claims)}.sig`;
  const header = { alg: 'ES256', typ: 'civic-checkpoint+jwt', kid: 'k' };
  const claims = { iss: 'https://link.example.gov', iat: 1, seq: 5, hash: beginning.hash };

  test('is read with its place', () => {
    const token = tokenOf(header, claims);
    const { hash } = beginning;
    const read = { kind: 'checkpoint', seq: 5, hash, at: 1, kid: 'k', token };
    expect(readCheckpoint(token)).toEqual(read);
  });

  test.each([
    ['of another kind', { ...header, typ: 'at+jwt' }, claims],
    ['without a key', { ...header, kid: 1 }, claims],
    ['with a text for a number', header, { ...claims, seq: '5' }],
    ['with a number below 1', header, { ...claims, seq: 0 }],
    ['without a hash', header, { ...claims, hash: 'x' }],
    ['without claims', header, null],
  ])('%s is none', (_what, otherHeader, otherClaims) => {
    expect(readCheckpoint(tokenOf(otherHeader, otherClaims))).toBeNull();
  });

  test('that contradicts another leaves no chain that agrees', () => {
    const both = ['0', '1'].map((digit) =>
      readCheckpoint(tokenOf(header, { ...claims, hash: digit.repeat(64) })),
    );
    const anchors = new Anchors({ keys: [] }, { brought: both, file: [], database: [] });
    anchors.load();
    for (const digit of ['0', '1'])
      expect(anchors.agree({ seq: 5, hash: digit.repeat(64) })).toBe(false);
    expect(anchors.agree({ seq: 6, hash: '' })).toBe(true);
  });
});
