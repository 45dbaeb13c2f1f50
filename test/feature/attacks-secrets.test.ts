import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CityService } from '../support/city-service.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
import { form, knock } from '../support/raw-http.ts';
import type { Knock } from '../support/raw-http.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

/** Every kind of secret, or of id that somebody could mistake for one, that leaves the service. */
const kinds = [
  'state',
  'provider code',
  'flow cookie',
  'session cookie',
  'form token',
  'waiting identity',
  'waiting request',
  'code',
  'refresh token',
  'access token',
  'ID token',
  'client secret',
  'code verifier',
  'link id',
] as const;
type Kind = (typeof kinds)[number];
type Secrets = Record<Kind, string>;

let service: TestService;
let evidence: Evidence;
let app: CityService;
let secrets: Secrets;

beforeAll(async () => {
  service = await startTestService();
  evidence = new Evidence(service);
  app = await CityService.register(service);
  secrets = await collect();
});
afterAll(async () => {
  app.close();
  await service.stop();
});

/** One live specimen of each kind. None of them is used up. */
async function collect(): Promise<Secrets> {
  const resident = new Resident(service);
  await resident.link('facebook', { person: newPerson(service) });
  const { refreshToken, accessToken, idToken } = await app.connect(resident);
  const code = await app.codeFrom(resident);
  const asked = await resident.open(app.authorizeUrl({ prompt: 'consent' }));
  await resident.leaveFor('google');
  const callback = new URL(await resident.decide({ person: newPerson(service) }));
  const waiting = await resident.travel('google', { person: newPerson(service) });
  const cookies = resident.browser.cookiesOf(service.url);
  const [link] = await evidence.links();
  return {
    state: callback.searchParams.get('state') ?? '',
    'provider code': callback.searchParams.get('code') ?? '',
    'flow cookie': cookies.get('__Host-civic-flow') ?? '',
    'session cookie': cookies.get('__Host-civic-session') ?? '',
    'form token': /name="_csrf" value="([^"]+)"/.exec(waiting.text)?.[1] ?? '',
    'waiting identity': waiting.url.pathname.split('/').at(-1) ?? '',
    'waiting request': asked.url.pathname.split('/').at(-1) ?? '',
    code,
    'refresh token': refreshToken,
    'access token': accessToken,
    'ID token': idToken,
    'client secret': app.secret,
    'code verifier': app.verifier,
    'link id': link?.id ?? '',
  };
}

const mine = (): string => `__Host-civic-flow=${secrets['flow cookie']}`;
const session = (): string => `__Host-civic-session=${secrets['session cookie']}`;
const ask = (path: string, how?: Knock) => knock(service, path, how);
const asPage = (): Record<string, string> => ({
  cookie: `${mine()}; ${session()}`,
  origin: service.url,
});
const basic = (secret: string): string =>
  `Basic ${Buffer.from(`${app.id}:${encodeURIComponent(secret)}`).toString('base64')}`;

interface Door {
  name: string;
  /** Kinds that may open it. */
  opens: readonly Kind[];
  /** True when the secret was accepted. */
  tries(secret: string): Promise<boolean>;
}

const doors: Door[] = [
  {
    name: 'the state of a callback',
    opens: ['state'],
    tries: async (secret) => {
      const query = new URLSearchParams({ state: secret, code: '4/any' }).toString();
      const headers = { cookie: `${mine()}; ${session()}` };
      return (await ask(`/callback/google?${query}`, { headers })).status !== 400;
    },
  },
  {
    name: 'the cookie of a browser',
    opens: ['flow cookie'],
    tries: async (secret) => {
      const headers = { cookie: `__Host-civic-flow=${secret}; ${session()}` };
      return (await ask(`/link/review/${secrets['waiting identity']}`, { headers })).status === 200;
    },
  },
  {
    name: 'the cookie of a session',
    opens: ['session cookie'],
    tries: async (secret) => {
      const headers = { cookie: `${mine()}; __Host-civic-session=${secret}` };
      return (await ask('/account', { headers })).status === 200;
    },
  },
  {
    name: 'the address of a waiting identity',
    opens: ['waiting identity'],
    tries: async (secret) => {
      const path = `/link/review/${encodeURIComponent(secret)}`;
      return (await ask(path, { headers: asPage() })).status === 200;
    },
  },
  {
    name: 'the address of a waiting request',
    opens: ['waiting request'],
    tries: async (secret) => {
      const answer = await ask(`/connect/${encodeURIComponent(secret)}`, { headers: asPage() });
      return answer.status === 200 && answer.text.includes('Parks Pass');
    },
  },
  {
    name: 'the address of a link to remove',
    opens: ['link id'],
    tries: async (secret) => {
      const path = `/account/links/${encodeURIComponent(secret)}/remove`;
      return (await ask(path, { headers: asPage() })).status === 200;
    },
  },
  {
    name: 'the token of a form',
    opens: ['form token'],
    tries: async (secret) => {
      const answer = await ask('/account/delete', form({ _csrf: secret }, asPage()));
      return answer.status !== 403;
    },
  },
  {
    name: 'the code at the token endpoint',
    opens: ['code'],
    tries: async (secret) => (await app.redeem(secret)).status === 200,
  },
  {
    name: 'the code verifier at the token endpoint',
    opens: ['code verifier'],
    tries: async (secret) =>
      (await app.redeem(secrets.code, { code_verifier: secret })).status === 200,
  },
  {
    name: 'the refresh token at the token endpoint',
    opens: ['refresh token'],
    tries: async (secret) => (await app.refresh(secret)).status === 200,
  },
  {
    name: 'the secret of an app',
    opens: ['client secret'],
    tries: async (secret) => {
      const call = { headers: { authorization: basic(secret) } };
      return (await app.introspect('x', call)).status === 200;
    },
  },
  {
    name: 'the token to introspect',
    opens: ['access token', 'refresh token'],
    tries: async (secret) => (await app.introspect(secret)).json.active === true,
  },
  {
    name: 'the bearer of userinfo',
    opens: ['access token'],
    tries: async (secret) => (await app.userinfo(secret)).status === 200,
  },
  {
    name: 'the bearer of the admin API',
    opens: [],
    tries: async (secret) => {
      const path = `/api/admin/links/${secrets['link id']}/revoke`;
      const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
      const body = JSON.stringify({ reason: 'security' });
      return (await ask(path, { method: 'POST', headers, body })).status === 200;
    },
  },
];

describe('C-10 no secret is worth anything where another kind is asked for', () => {
  const wrong = doors.flatMap((door) =>
    kinds
      .filter((kind) => !door.opens.includes(kind))
      .map((kind) => [door.name, kind, door] as const),
  );

  test.each(wrong)('%s is not opened by: %s', async (_name, kind, door) => {
    expect(secrets[kind]).not.toBe('');
    const before = evidence.tokenRequests.length;
    expect(await door.tries(secrets[kind])).toBe(false);
    expect(evidence.tokenRequests).toHaveLength(before);
  });

  // Without these, doors walled up would pass for guarded ones. The code opens its door with the verifier, once.
  const right = doors.filter(
    ({ name, opens }) => opens.length > 0 && !name.startsWith('the code at'),
  );

  test.each(right)('$name is opened by its own kind', async (door) => {
    const [kind] = door.opens;
    expect(await door.tries(secrets[kind ?? 'state'])).toBe(true);
  });
});
