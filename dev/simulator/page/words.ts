import type { RequestProblem } from '../authorization-request.ts';
import type { Stage } from '../outcome.ts';
import type { Words } from '../words.ts';

export const PAGE_WORDS = {
  notReally: { en: 'This is not', es: 'Esto no es' },
  simulated: {
    en: 'A simulated sign-in page, for trying out and testing. No real account is used.',
    es: 'Una página de inicio de sesión simulada, para probar. No se usa ninguna cuenta real.',
  },
  skip: { en: 'Skip to main content', es: 'Saltar al contenido principal' },
  goesBackTo: { en: 'You will return to', es: 'Volverá a' },
  who: { en: 'Who are you?', es: '¿Quién es usted?' },
  noName: { en: 'Somebody without a name', es: 'Alguien sin nombre' },
  what: { en: 'What should happen?', es: '¿Qué debe pasar?' },
  proceed: { en: 'Continue', es: 'Continuar' },
  cannot: { en: 'This request cannot be served', es: 'No se puede atender esta petición' },
} as const satisfies Record<string, Words>;

export const STAGE_WORDS: Readonly<Record<Stage, Words>> = {
  normal: { en: 'All goes well', es: 'Todo va bien' },
  authorize: { en: 'On the way back', es: 'En el camino de vuelta' },
  token: { en: 'When the code is exchanged', es: 'Al canjear el código' },
  profile: { en: 'When asked who this is', es: 'Al preguntar quién es' },
};

export const PROBLEM_WORDS: Readonly<Record<RequestProblem, Words>> = {
  repeated_parameter: {
    en: 'A parameter is given more than once.',
    es: 'Un parámetro aparece más de una vez.',
  },
  invalid_client: {
    en: 'The client_id is not the registered one.',
    es: 'El client_id no es el registrado.',
  },
  redirect_uri_mismatch: {
    en: 'The redirect_uri must be an absolute http or https URL without a fragment.',
    es: 'El redirect_uri debe ser una URL http o https absoluta y sin fragmento.',
  },
  invalid_request: {
    en: 'The response_type must be "code", or something is missing that this provider wants.',
    es: 'El response_type debe ser "code", o falta algo que este proveedor pide.',
  },
  no_pkce: {
    en: 'A code_challenge with the method S256 is missing.',
    es: 'Falta un code_challenge con el método S256.',
  },
};
