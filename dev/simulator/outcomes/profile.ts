import * as faults from '../faults.ts';
import { canaryMarkers, profileMarkers } from '../markers.ts';
import { json, jsonText } from '../reply.ts';
import { withRawField } from '../raw-field.ts';
import type { AnswerHook, Outcome } from '../outcome.ts';

const DEFAULT_MEGABYTES = 400;
const CONTROL_CHARACTERS = 'Ana\r\nlevel=info msg="forged"\u0000\u001B[31m\u202EareviR\u200B';

/** Tells this as the person's name, given as JSON text. */
function nameAs(text: string): AnswerHook {
  return (answer) => withRawField(answer, 'name', text);
}

function failWith(status: number): AnswerHook {
  return (_answer, { options }, dialect) =>
    dialect.profileError(status, options.markers?.error_description);
}

/** What can go wrong when the service asks who the person is. */
export const PROFILE_OUTCOMES = {
  'extra-fields': {
    en: 'The provider tells more than was asked (e-mail, photo and so on)',
    es: 'El proveedor cuenta más de lo que se pidió (correo, foto, etc.)',
    profile: (answer) => json(200, { ...profileMarkers(canaryMarkers('extra')), ...answer }),
  },
  'name-changed': {
    en: 'The name has changed since last time',
    es: 'El nombre ha cambiado desde la última vez',
    profile: (answer, { person }) =>
      json(200, { ...answer, name: `${person.name ?? 'Nobody'} (new)` }),
  },
  'name-null': { en: 'The name is null', es: 'El nombre es null', profile: nameAs('null') },
  'name-object': {
    en: 'The name is an object',
    es: 'El nombre es un objeto',
    profile: nameAs('{"given":"Ana"}'),
  },
  'name-10kB': {
    en: 'The name is 10 kB long',
    es: 'El nombre ocupa 10 kB',
    profile: nameAs(JSON.stringify('N'.repeat(10_240))),
  },
  'name-with-control-characters': {
    en: 'The name contains control characters',
    es: 'El nombre contiene caracteres de control',
    profile: nameAs(JSON.stringify(CONTROL_CHARACTERS)),
  },
  'name-with-lone-surrogate': {
    en: 'The name contains half a character',
    es: 'El nombre contiene medio carácter',
    profile: nameAs('"Ana \\uD800 Rivera"'),
  },
  'name-with-script': {
    en: 'The name contains a script',
    es: 'El nombre contiene un script',
    profile: nameAs(JSON.stringify('<img src=x onerror=alert(1)>')),
  },
  'name-with-formula': {
    en: 'The name is a spreadsheet formula',
    es: 'El nombre es una fórmula de hoja de cálculo',
    profile: nameAs(JSON.stringify('=HYPERLINK("https://attacker.example","City Hall")')),
  },
  'userinfo-401': {
    en: 'The provider does not accept its own token',
    es: 'El proveedor no acepta su propio token',
    profile: failWith(401),
  },
  'userinfo-500': {
    en: 'The provider fails when asked who the person is',
    es: 'El proveedor falla al preguntarle quién es la persona',
    profile: failWith(500),
  },
  'userinfo-hang': {
    en: 'The profile never comes',
    es: 'El perfil nunca llega',
    profile: () => faults.hang(),
  },
  'userinfo-drip': {
    en: 'The profile comes one byte at a time',
    es: 'El perfil llega byte a byte',
    profile: (answer) => faults.drip(answer),
  },
  'userinfo-cut-body': {
    en: 'The connection breaks in the middle of the profile',
    es: 'La conexión se corta a mitad del perfil',
    profile: (answer) => faults.cut(answer),
  },
  'userinfo-huge-body': {
    en: 'The profile is huge',
    es: 'El perfil es enorme',
    profile: (_answer, { options }) => faults.flood(options.megabytes ?? DEFAULT_MEGABYTES),
  },
  'userinfo-html-200': {
    en: 'A web page instead of a profile',
    es: 'Una página web en lugar del perfil',
    profile: () => faults.htmlPage(),
  },
  'userinfo-garbage-json': {
    en: 'Broken JSON instead of a profile',
    es: 'JSON roto en lugar del perfil',
    profile: () => jsonText('{"sub":"1102484959'),
  },
  'userinfo-json-array': {
    en: 'The profile is a list',
    es: 'El perfil es una lista',
    profile: (answer) => json(200, [answer]),
  },
  'userinfo-redirect': {
    en: 'The profile is said to be elsewhere',
    es: 'El perfil dice estar en otro sitio',
    profile: (_answer, { options }, { attackerUrl }) =>
      faults.redirectWithBody(options.location ?? attackerUrl),
  },
  'facebook-graph-error': {
    en: 'An error of the Graph API',
    es: 'Un error de la API Graph',
    only: 'facebook',
    profile: (_answer, { options }) =>
      json(400, {
        error: {
          message: options.markers?.error_description ?? 'An unknown error has occurred.',
          type: 'OAuthException',
          code: 1,
          error_subcode: 99,
          fbtrace_id: options.markers?.fbtrace_id ?? 'AkSimulatedTrace',
        },
      }),
  },
} satisfies Record<string, Outcome>;
