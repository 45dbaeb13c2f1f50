import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { signedRequest } from '../../../dev/simulator/facebook/callbacks.ts';
import { readSignedRequest } from '../../../src/signals/facebook/signed-request.ts';

const secret = 'test_app_secret';
/** A request that was made elsewhere, with another program. */
const vector =
  'kOKeOza5r5lD6LbhHISZEw9yjBNyUlGANnINMc3GJ3o.eyJhbGdvcml0aG0iOiJITUFDLVNIQTI1NiIsImlzc3VlZF9hdCI6MTI5MTgzNjgwMCwidXNlcl9pZCI6IjIxODQ3MSJ9';
const good = { algorithm: 'HMAC-SHA256', issued_at: 1_291_836_800, user_id: '218471' };
const [signature = '', payload = ''] = vector.split('.');

test('C-85 a request that Facebook signed is read', () => {
  expect(readSignedRequest(vector, secret)).toEqual({
    userId: '218471',
    issuedAt: 1_291_836_800,
    signed: payload,
  });
  expect(readSignedRequest(signedRequest(good, secret), secret)?.userId).toBe('218471');
  const undated = signedRequest({ ...good, issued_at: undefined }, secret);
  expect(readSignedRequest(undated, secret)?.issuedAt).toBeNull();
});

describe('C-85 nothing else is', () => {
  const other = Buffer.from(JSON.stringify({ ...good, user_id: '999' })).toString('base64url');
  const short = createHmac('sha256', secret).update(payload).digest().subarray(0, 31);
  const sha1 = createHmac('sha1', secret).update(payload).digest('base64url');
  test.each([
    ['another payload under the signature', `${signature}.${other}`],
    ['the secret of another app', signedRequest(good, 'other_secret')],
    ['no signature', `.${payload}`],
    ['a signature one byte short', `${short.toString('base64url')}.${payload}`],
    ['a signature one byte long', `${signature}AA.${payload}`],
    ['a signature of another kind', `${sha1}.${payload}`],
    ['no algorithm', signedRequest({ ...good, algorithm: undefined }, secret)],
    ['another algorithm', signedRequest({ ...good, algorithm: 'none' }, secret)],
    ['a user ID that is a number', signedRequest({ ...good, user_id: 218_471 }, secret)],
    ['a user ID with a path in it', signedRequest({ ...good, user_id: '1/../2' }, secret)],
    ['no user ID', signedRequest({ ...good, user_id: undefined }, secret)],
    ['a time beyond all dates', signedRequest({ ...good, issued_at: 9e15 }, secret)],
    ['a list', signedRequest([good], secret)],
    ['no JSON', signedRequest('218471{', secret)],
    ['three parts', `${vector}.${payload}`],
    ['nothing', ''],
    ['no text', 1],
    ['two of them', [vector, vector]],
  ])('%s', (_, text) => {
    expect(readSignedRequest(text, secret)).toBeNull();
  });

  test('under an empty secret', () => {
    expect(readSignedRequest(signedRequest(good, ''), '')).toBeNull();
  });
});
