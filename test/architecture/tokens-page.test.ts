import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { claimMeanings } from '../../src/cli/remote/claim-meanings.ts';

const page = readFileSync('docs/tokens.md', 'utf8');
const code = ['src/oauth/claims.ts', 'src/export/link-receipts.ts']
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');
const verifier = readFileSync('src/keys/token-verifier.ts', 'utf8');

/** Where the page explains each shape of the code. */
const headings: Readonly<Record<string, string>> = {
  AccessTokenClaims: 'Access token',
  IdTokenClaims: 'ID token',
  UserinfoClaims: 'Userinfo',
  LinkedAccount: 'Linked account',
  RefreshTokenClaims: 'Refresh token',
  LinkReceiptClaims: 'Link receipt',
};

/** The first column of the table below a heading. */
function explained(heading: string): string[] {
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  const rows = (section.split('\n## ')[0] ?? '').matchAll(/^\| `(\w+)`/gm);
  return [...rows].map(([, name = '']) => name);
}

/** Every interface that says what an app is told, with its members. */
const shapes = [...code.matchAll(/^export interface (\w+) \{\n(.*?)^\}/gms)]
  .map(([, name = '', body = '']) => ({
    name,
    members: [...body.matchAll(/^ {2}(\w+)\??:/gm)].map(([, member = '']) => member),
  }))
  .filter(({ name }) => name.endsWith('Claims') || name === 'LinkedAccount');

describe('docs/tokens.md', () => {
  test.each(shapes)('explains every member of $name, and no other', ({ name, members }) => {
    expect(members.length).toBeGreaterThan(1);
    expect(explained(headings[name] ?? name).toSorted()).toEqual(members.toSorted());
  });

  test('covers the shapes there are', () => {
    expect(shapes.length).toBeGreaterThanOrEqual(4);
    expect(explained('Introspection')).toEqual(['active', 'token_type', 'linked_accounts']);
  });

  test('explains what the terminal explains', () => {
    const inTokens = ['Access token', 'ID token', 'Userinfo', 'Introspection'].flatMap(explained);
    const header = ['alg', 'kid', 'typ'];
    expect(Object.keys(claimMeanings).toSorted()).toEqual(
      [...new Set([...inTokens, ...header])].toSorted(),
    );
  });

  test('names every reason to refuse a token', () => {
    const [, reasons = ''] = /export type RefusalReason =(.*?);/s.exec(verifier) ?? [];
    const known = [...reasons.matchAll(/'(\w+)'/g)].map(([, reason = '']) => reason);
    expect(known.length).toBeGreaterThan(5);
    expect(explained('Why a token is refused').toSorted()).toEqual(known.toSorted());
  });
});
