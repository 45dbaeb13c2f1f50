import { randomBytes } from 'node:crypto';
import { html, redirect } from '../reply.ts';
import type { Reply } from '../reply.ts';
import type { Outcome } from '../outcome.ts';

const CLOSED = '<!doctype html><title>Closed</title><h1>Nothing was sent back</h1>';

/** Comes back with these parameters instead of a code. */
function withoutCode(callback: URL, params: Readonly<Record<string, string>>): Reply {
  callback.searchParams.delete('code');
  return withParams(callback, params);
}

function withParams(callback: URL, params: Readonly<Record<string, string>>): Reply {
  for (const [name, value] of Object.entries(params)) callback.searchParams.set(name, value);
  return redirect(callback);
}

function withSecond(callback: URL, name: string, value: string): Reply {
  callback.searchParams.append(name, value);
  return redirect(callback);
}

function without(callback: URL, name: string): Reply {
  callback.searchParams.delete(name);
  return redirect(callback);
}

const anotherSecret = () => randomBytes(32).toString('base64url');

/** What can go wrong on the way back to the service. */
export const AUTHORIZE_OUTCOMES = {
  deny: {
    en: 'Say no',
    es: 'Decir que no',
    authorize: (callback, _trip, dialect) => withoutCode(callback, dialect.denial),
  },
  'deny-facebook-old-style': {
    en: 'Say no, in the form Facebook used before OAuth 2',
    es: 'Decir que no, en la forma que Facebook usaba antes de OAuth 2',
    only: 'facebook',
    authorize: (callback, { options }) =>
      withoutCode(callback, {
        error_code: '901',
        error_message: options.markers?.error_description ?? 'This app is in sandbox mode.',
      }),
  },
  close: {
    en: 'Close the window and never return',
    es: 'Cerrar la ventana y no volver',
    authorize: () => html(200, CLOSED),
  },
  'server-error-at-authorize': {
    en: 'The provider fails and says so on the way back',
    es: 'El proveedor falla y lo dice al volver',
    authorize: (callback, { options }) =>
      withoutCode(callback, {
        error: 'server_error',
        error_description: options.markers?.error_description ?? 'Something went wrong',
      }),
  },
  'wrong-state': {
    en: 'Return with the wrong state',
    es: 'Volver con un state equivocado',
    authorize: (callback) => withParams(callback, { state: anotherSecret() }),
  },
  'missing-state': {
    en: 'Return without state',
    es: 'Volver sin state',
    authorize: (callback) => without(callback, 'state'),
  },
  'double-state': {
    en: 'Return with two states',
    es: 'Volver con dos state',
    authorize: (callback) => withSecond(callback, 'state', anotherSecret()),
  },
  'double-code': {
    en: 'Return with two codes',
    es: 'Volver con dos códigos',
    authorize: (callback) => withSecond(callback, 'code', anotherSecret()),
  },
  'code-and-error': {
    en: 'Return with a code and an error',
    es: 'Volver con un código y un error',
    authorize: (callback, _trip, dialect) => withParams(callback, dialect.denial),
  },
  'correct-iss': {
    en: 'Return naming the right issuer',
    es: 'Volver con el emisor correcto',
    authorize: (callback, _trip, { issuer }) => withParams(callback, { iss: issuer }),
  },
  'wrong-iss': {
    en: 'Return naming another issuer',
    es: 'Volver con otro emisor',
    authorize: (callback) => withParams(callback, { iss: 'https://issuer.attacker.example' }),
  },
  'double-iss': {
    en: 'Return naming two issuers',
    es: 'Volver con dos emisores',
    authorize: (callback, _trip, { issuer }) => {
      callback.searchParams.append('iss', issuer);
      return withSecond(callback, 'iss', 'https://issuer.attacker.example');
    },
  },
} satisfies Record<string, Outcome>;
