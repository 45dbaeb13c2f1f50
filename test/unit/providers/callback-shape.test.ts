import { describe, expect, test } from '@jest/globals';
import { callbackShape } from '../../../src/providers/callback-shape.ts';

const good = { code: '4/0Ab_c-d', state: 'S' };

describe('the shape of a callback', () => {
  test('is code and state, with the issuer if there is one, and nothing else', () => {
    expect(callbackShape(good)).toEqual({ kind: 'code', ...good });
    const more = { ...good, iss: 'https://accounts.google.com', scope: ['a', 'b'], user: '{}' };
    expect(callbackShape(more)).toEqual({ kind: 'code', ...good, iss: more.iss });
  });

  test.each([
    [
      { error: 'access_denied', state: 'S' },
      { kind: 'cancelled', state: 'S' },
    ],
    [{ error: 'access_denied' }, { kind: 'cancelled' }],
    [
      { error_code: '4201', error_message: 'Any text', state: 'S' },
      { kind: 'cancelled', state: 'S' },
    ],
    [{ error_message: 'Any text' }, { kind: 'cancelled' }],
    [
      { error: 'server_error', state: 'S' },
      { kind: 'failed', state: 'S' },
    ],
    [{ error: 'login_required' }, { kind: 'failed' }],
  ])('without a code: %j', (query, shape) => {
    expect(callbackShape(query)).toEqual(shape);
  });

  test('never repeats what was said about an error', () => {
    const query = { error: 'access_denied', error_description: '<script>', error_uri: 'https://e' };
    expect(JSON.stringify(callbackShape(query))).toBe('{"kind":"cancelled"}');
  });

  test.each([
    {},
    { code: 'C' },
    { state: 'S' },
    { code: '', state: 'S' },
    { code: 'C', state: '' },
    { code: ['C', 'D'], state: 'S' },
    { code: 'C', state: ['S', 'T'] },
    { code: { a: 'C' }, state: 'S' },
    { 'code[]': 'C', state: 'S' },
    { ...good, iss: ['https://a', 'https://b'] },
    { ...good, iss: '' },
    { ...good, error: 'access_denied' },
    { ...good, error_code: '200' },
    { ...good, error_message: 'text' },
    { error: ['access_denied', 'x'], state: 'S' },
    { error: '' },
    { error: 'access_denied', error_description: ['a', 'b'] },
    { error: 'access_denied', state: 'S T' },
    { code: 'C D', state: 'S' },
    { code: 'C\u0000', state: 'S' },
    { code: 'C\r\nSet-Cookie: a=b', state: 'S' },
    { code: 'é', state: 'S' },
    { code: 'C'.repeat(2049), state: 'S' },
  ])('is malformed: %j', (query) => {
    expect(callbackShape(query)).toEqual({ kind: 'malformed' });
  });
});
