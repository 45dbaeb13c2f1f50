import type { CheckName } from './checks.ts';
import type { Notice, Trial } from './visitors.ts';

export type Language = 'en' | 'es';
export type Words = Readonly<Record<Language, string>>;

export const words = {
  skip: { en: 'Skip to main content', es: 'Saltar al contenido principal' },
  other: { en: 'Español', es: 'English' },
  sample: {
    en: 'A sample city app. Nothing here is real.',
    es: 'Una aplicación de ejemplo. Aquí nada es real.',
  },
  homeTitle: { en: 'Your park pass', es: 'Su pase para los parques' },
  homeLead: {
    en: 'Parks Pass knows nobody. It sends you to Civic Link, and gets back a random number and a signed token.',
    es: 'Parks Pass no conoce a nadie. Le envía a Civic Link y recibe un número al azar y un token firmado.',
  },
  signIn: { en: 'Sign in to Parks Pass', es: 'Iniciar sesión en Parks Pass' },
  signOut: { en: 'Sign out of Parks Pass', es: 'Cerrar sesión en Parks Pass' },
  signedIn: { en: 'You are signed in to Parks Pass', es: 'Ha iniciado sesión en Parks Pass' },
  who: { en: 'What Parks Pass knows about you', es: 'Qué sabe Parks Pass de usted' },
  subject: { en: 'Your number here', es: 'Su número aquí' },
  subjectNote: {
    en: 'Random, and different in every city service.',
    es: 'Al azar, y distinto en cada servicio de la ciudad.',
  },
  accounts: { en: 'Linked accounts', es: 'Cuentas vinculadas' },
  noAccounts: { en: 'None', es: 'Ninguna' },
  noName: { en: '(name not saved)', es: '(nombre no guardado)' },
  notTold: { en: 'Civic Link does not say any more:', es: 'Civic Link ya no lo dice:' },
  checks: { en: 'Is the access token good?', es: '¿Es válido el token de acceso?' },
  good: { en: 'Yes, everything is right.', es: 'Sí, todo está bien.' },
  bad: { en: 'No. A city app must refuse it.', es: 'No. Una aplicación debe rechazarlo.' },
  passed: { en: 'right', es: 'bien' },
  failed: { en: 'wrong', es: 'mal' },
  wanted: { en: 'expected', es: 'se esperaba' },
  tryThis: { en: 'Try it', es: 'Pruebe' },
  again: { en: 'Check again', es: 'Comprobar otra vez' },
  refresh: { en: 'Get a new token', es: 'Pedir un token nuevo' },
  remove: { en: 'Remove the link and check again', es: 'Quitar el vínculo y comprobar otra vez' },
  removeNote: {
    en: 'As the City help desk, with its own token, by the admin API.',
    es: 'Como la mesa de ayuda, con su propio token, por la API.',
  },
  library: { en: 'Use the token at the library', es: 'Usar el token en la biblioteca' },
  broken: { en: 'Break the signature', es: 'Romper la firma' },
  token: { en: 'The access token', es: 'El token de acceso' },
  header: { en: 'Header', es: 'Encabezado' },
  claims: { en: 'Claims', es: 'Datos' },
  signature: { en: 'Signature', es: 'Firma' },
  claim: { en: 'Name', es: 'Nombre' },
  value: { en: 'Value', es: 'Valor' },
  meaning: { en: 'What it means', es: 'Qué significa' },
  yourself: { en: 'Check it yourself', es: 'Compruébelo usted' },
  withNode: {
    en: 'In Node.js, without asking anybody. This very function has just run:',
    es: 'En Node.js, sin preguntar a nadie. Esta misma función se acaba de ejecutar:',
  },
  withCurl: {
    en: 'With curl, asking Civic Link at this moment:',
    es: 'Con curl, preguntando a Civic Link en este momento:',
  },
  said: { en: 'It said:', es: 'Respondió:' },
  problemTitle: { en: 'That did not work', es: 'Eso no funcionó' },
  startAgain: { en: 'Start again', es: 'Empezar de nuevo' },
} as const satisfies Record<string, Words>;

export const checkWords: Readonly<Record<CheckName, Words>> = {
  signature: {
    en: 'Signed by Civic Link, with this key',
    es: 'Firmado por Civic Link, con esta clave',
  },
  issuer: { en: 'Issued by our Civic Link', es: 'Emitido por nuestro Civic Link' },
  audience: { en: 'Meant for this app', es: 'Destinado a esta aplicación' },
  type: { en: 'An access token, nothing else', es: 'Un token de acceso y no otra cosa' },
  expiry: { en: 'Time left', es: 'Tiempo restante' },
  introspection: {
    en: 'Civic Link says, asked just now',
    es: 'Civic Link dice, en este momento',
  },
};

export const trialWords: Readonly<Record<Exclude<Trial, 'as-issued'>, Words>> = {
  library: {
    en: 'This is what the library sees when somebody brings it the token of Parks Pass.',
    es: 'Esto ve la biblioteca cuando alguien le lleva el token de Parks Pass.',
  },
  'broken-signature': {
    en: 'One letter of the signature has been changed.',
    es: 'Se ha cambiado una letra de la firma.',
  },
};

export const noticeWords: Readonly<Record<Notice, Words>> = {
  checked: { en: 'Checked again just now.', es: 'Comprobado de nuevo.' },
  refreshed: {
    en: 'Here is a new token. The refresh token was exchanged too.',
    es: 'Este es un token nuevo. El token de renovación también se cambió.',
  },
  'refresh-refused': {
    en: 'Civic Link refused to give a new token.',
    es: 'Civic Link se negó a dar un token nuevo.',
  },
  removed: {
    en: 'The help desk removed the link. Offline the token still looks right until it expires; asked, Civic Link says no.',
    es: 'La mesa de ayuda quitó el vínculo. Sin preguntar, el token parece válido hasta que vence; si se pregunta, Civic Link dice que no.',
  },
  'nothing-to-remove': {
    en: 'There is no link left to remove.',
    es: 'Ya no queda ningún vínculo.',
  },
};

export const claimWords: Readonly<Record<string, Words>> = {
  alg: { en: 'How it is signed.', es: 'Cómo está firmado.' },
  kid: { en: 'Which public key checks it.', es: 'Qué clave pública lo comprueba.' },
  typ: { en: 'It is an access token (RFC 9068).', es: 'Es un token de acceso (RFC 9068).' },
  iss: { en: 'Who issued it.', es: 'Quién lo emitió.' },
  sub: {
    en: 'The resident, as only this app knows them.',
    es: 'La persona, como solo aquí se conoce.',
  },
  aud: { en: 'Who may accept it.', es: 'Quién puede aceptarlo.' },
  iat: { en: 'When it was issued.', es: 'Cuándo se emitió.' },
  exp: { en: 'When it expires.', es: 'Cuándo vence.' },
  jti: { en: 'The number of this token.', es: 'El número de este token.' },
  client_id: { en: 'Which app asked for it.', es: 'Qué aplicación lo pidió.' },
  scope: { en: 'What the resident agreed to.', es: 'Qué aceptó la persona.' },
  sid: { en: 'The consent it came from.', es: 'El consentimiento del que viene.' },
};
