import { describe, expect, test } from '@jest/globals';
import { securityEventOf } from '../../../src/signals/google/security-event.ts';

const issuer = 'https://accounts.google.com/';
const risc = 'https://schemas.openid.net/secevent/risc/event-type/';
const oauth = 'https://schemas.openid.net/secevent/oauth/event-type/';
const subject = { subject_type: 'iss-sub', iss: issuer, sub: '42' };
const read = (uri: string, body: unknown = { subject }) => securityEventOf(uri, body, issuer);

describe('an event of Google’s', () => {
  test.each([
    [`${risc}sessions-revoked`, { kind: 'alarm', alarm: 'sessions-revoked' }],
    [`${oauth}tokens-revoked`, { kind: 'alarm', alarm: 'tokens-revoked' }],
    [`${oauth}token-revoked`, { kind: 'alarm', alarm: 'token-revoked' }],
    [
      `${risc}account-credential-change-required`,
      { kind: 'alarm', alarm: 'credential-change-required' },
    ],
    [`${risc}account-enabled`, { kind: 'enabled' }],
    [`${risc}account-purged`, { kind: 'purged' }],
    [`${risc}account-disabled`, { kind: 'disabled', cause: 'unknown' }],
  ])('%s', (uri, expected) => {
    expect(read(uri)).toEqual({ ...expected, subject: '42' });
  });

  test('says why an account is disabled, in words that we know', () => {
    const cause = (reason: unknown) => read(`${risc}account-disabled`, { subject, reason });
    expect(cause('hijacking')).toMatchObject({ cause: 'hijacking' });
    expect(cause('bulk-account')).toMatchObject({ cause: 'bulk-account' });
    expect(cause('<b>why</b>')).toMatchObject({ cause: 'unknown' });
  });

  test('may write its issuer without the slash, and no other way', () => {
    const by = (iss: unknown) => read(`${risc}sessions-revoked`, { subject: { ...subject, iss } });
    expect(by('https://accounts.google.com').kind).toBe('alarm');
    for (const iss of ['https://accounts.google.com//', 'https://evil.example/', '', 1, null])
      expect(by(iss)).toEqual({ kind: 'ignored' });
  });

  test('that is about an address, about nobody or about a token is ignored', () => {
    expect(read(`${risc}identifier-changed`)).toEqual({ kind: 'ignored' });
    expect(read(`${risc}identifier-recycled`)).toEqual({ kind: 'ignored' });
    for (const body of [null, {}, { subject: '42' }, { subject: { iss: issuer } }, 'text'])
      expect(read(`${oauth}token-revoked`, body)).toEqual({ kind: 'ignored' });
  });

  test('that nobody knows is unknown, and one of the other family too', () => {
    expect(read(`${risc}tokens-revoked`)).toEqual({ kind: 'unknown' });
    expect(read('https://evil.example/account-purged')).toEqual({ kind: 'unknown' });
    expect(read('toString')).toEqual({ kind: 'unknown' });
  });

  test('that is a trial keeps its text only when it can be one of ours', () => {
    const state = (text: unknown) => read(`${risc}verification`, { state: text });
    expect(state('Abc_12-3')).toEqual({ kind: 'trial', state: 'Abc_12-3' });
    for (const text of ['a b', 'x'.repeat(65), '<b>', 7, undefined])
      expect(state(text)).toEqual({ kind: 'trial', state: null });
  });
});
