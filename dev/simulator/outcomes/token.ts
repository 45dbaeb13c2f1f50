import * as faults from '../faults.ts';
import { json, jsonText } from '../reply.ts';
import type { AnswerHook, Outcome } from '../outcome.ts';
import type { CodeRefusal } from '../dialect.ts';

const DEFAULT_DELAY_MS = 15_000;
const DEFAULT_MEGABYTES = 400;
const WIDE_SCOPE = 'openid profile email https://www.googleapis.com/auth/drive';

/** Answers as if the code were no good, in the provider's own words. */
function refuseCode(refusal: CodeRefusal): AnswerHook {
  return (_answer, { options }, dialect) =>
    dialect.refuse(refusal, options.markers?.error_description);
}

/** What can go wrong when the service exchanges the code. */
export const TOKEN_OUTCOMES = {
  slow: {
    en: 'The token comes 15 seconds late',
    es: 'El token llega con 15 segundos de retraso',
    token: (answer, { options }) =>
      faults.late(options.delayMs ?? DEFAULT_DELAY_MS, json(200, answer)),
  },
  'hang-token': {
    en: 'The token never comes',
    es: 'El token nunca llega',
    token: () => faults.hang(),
  },
  'hang-after-headers': {
    en: 'The token answer stops after its headers',
    es: 'La respuesta con el token se detiene tras las cabeceras',
    token: () => faults.hangAfterHeaders(),
  },
  'drip-token': {
    en: 'The token comes one byte at a time',
    es: 'El token llega byte a byte',
    token: (answer) => faults.drip(answer),
  },
  'cut-body': {
    en: 'The connection breaks in the middle of the token',
    es: 'La conexión se corta a mitad del token',
    token: (answer) => faults.cut(answer),
  },
  'huge-body': {
    en: 'The token answer is huge',
    es: 'La respuesta con el token es enorme',
    token: (_answer, { options }) => faults.flood(options.megabytes ?? DEFAULT_MEGABYTES),
  },
  'gzip-bomb': {
    en: 'The token answer is huge when unpacked',
    es: 'La respuesta con el token es enorme al descomprimirla',
    token: (_answer, { options }) => faults.gzipBomb(options.megabytes ?? DEFAULT_MEGABYTES),
  },
  'html-200': {
    en: 'A web page instead of a token',
    es: 'Una página web en lugar del token',
    token: () => faults.htmlPage(),
  },
  'empty-200': {
    en: 'An empty answer instead of a token',
    es: 'Una respuesta vacía en lugar del token',
    token: () => jsonText(''),
  },
  '204': {
    en: 'No content (204) instead of a token',
    es: 'Sin contenido (204) en lugar del token',
    token: () => faults.noContent(),
  },
  'garbage-json': {
    en: 'Broken JSON instead of a token',
    es: 'JSON roto en lugar del token',
    token: () => jsonText('{"access_token":"half of a tok'),
  },
  'deep-json': {
    en: 'JSON nested 100,000 deep instead of a token',
    es: 'JSON anidado 100 000 veces en lugar del token',
    token: () => jsonText('['.repeat(100_000) + ']'.repeat(100_000)),
  },
  'json-array': {
    en: 'The token answer is a list',
    es: 'La respuesta con el token es una lista',
    token: (answer) => json(200, [answer]),
  },
  'token-as-object': {
    en: 'The token is an object, not text',
    es: 'El token es un objeto, no un texto',
    token: (answer) => json(200, { ...answer, access_token: { token: answer.access_token } }),
  },
  'token-type-mac': {
    en: 'The token is of a type nobody asked for',
    es: 'El token es de un tipo que nadie pidió',
    token: (answer) => json(200, { ...answer, token_type: 'mac' }),
  },
  'redirect-302': {
    en: 'A redirect with a forged token in its body',
    es: 'Una redirección con un token falso en el cuerpo',
    token: (_answer, { options }, { attackerUrl }) =>
      faults.redirectWithToken(options.location ?? attackerUrl),
  },
  'redirect-307-to-attacker': {
    en: 'A redirect that would send the client secret to an attacker',
    es: 'Una redirección que enviaría el secreto del cliente a un atacante',
    token: (_answer, { options }, { attackerUrl }) =>
      faults.redirectWithBody(options.location ?? attackerUrl),
  },
  'token-500-with-secrets': {
    en: 'A server error whose text is full of secrets',
    es: 'Un error del servidor con el texto lleno de secretos',
    token: (answer, { code, options }, { client }) =>
      json(500, {
        error: 'internal_failure',
        error_description: options.markers?.error_description ?? 'see debug',
        debug: { ...answer, code, client_secret: client.secret },
      }),
  },
  'token-503': {
    en: 'The provider asks to come back later (503)',
    es: 'El proveedor pide volver más tarde (503)',
    token: () => json(503, { error: 'temporarily_unavailable' }, { 'retry-after': '120' }),
  },
  'token-429': {
    en: 'Too many requests (429)',
    es: 'Demasiadas peticiones (429)',
    token: () => json(429, { error: 'slow_down' }, { 'retry-after': '30' }),
  },
  'code-expired': {
    en: 'The code has expired',
    es: 'El código ha caducado',
    token: refuseCode('expired'),
  },
  'code-used': {
    en: 'The code was used before',
    es: 'El código ya se usó',
    token: refuseCode('used'),
  },
  'invalid-grant': {
    en: 'The code is not valid',
    es: 'El código no es válido',
    token: refuseCode('unknown'),
  },
  'extra-scope': {
    en: 'The token can do more than was asked',
    es: 'El token permite más de lo que se pidió',
    token: (answer) => json(200, { ...answer, scope: WIDE_SCOPE }),
  },
} satisfies Record<string, Outcome>;
