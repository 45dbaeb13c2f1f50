import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { CityService } from '../support/city-service.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

jest.setTimeout(90_000);

const page = readFileSync('docs/integrating.md', 'utf8');
const snippets = [...page.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code = '']) => code);

/** What a developer would write around the snippets of the page, which are one module together. */
const around = `
import { createInterface } from 'node:readline';
const session = {};
process.stdout.write((await begin(session)).href + '\\n');
for await (const address of createInterface(process.stdin)) {
  const { tokens, me } = await finish(session, address);
  const claims = await verify(tokens.access_token, process.env.RESOURCE);
  const before = await check(tokens.access_token);
  const renewed = await renew(tokens.refresh_token);
  await giveBack(renewed.refresh_token);
  const after = await check(renewed.access_token);
  const broken = await verify(tokens.access_token + 'x', process.env.RESOURCE).catch(() => 'refused');
  const away = signOut(tokens.id_token, 'https://parks.example.gov/').href;
  process.stdout.write(JSON.stringify({ me, claims, before, after, broken, away }) + '\\n');
  break;
}
`;

let service: TestService;
let parks: CityService;
beforeAll(async () => {
  service = await startTestService();
  parks = await CityService.register(service, {
    postLogoutRedirectUris: ['https://parks.example.gov/'],
  });
});
afterAll(async () => {
  parks.close();
  await service.stop();
});

describe('docs/integrating.md', () => {
  test('has snippets for Node that work as they are, from sign-in to sign-out', async () => {
    const resource = `urn:civic-link:app:${parks.id}`;
    const program = spawn(
      process.execPath,
      ['--input-type=module', '-e', [...snippets, around].join('\n')],
      {
        env: {
          CIVIC_LINK: service.url,
          CLIENT_ID: parks.id,
          CLIENT_SECRET: parks.secret,
          REDIRECT_URI: parks.callback,
          RESOURCE: resource,
        },
        stdio: ['pipe', 'pipe', 'inherit'],
      },
    );
    const lines = createInterface(program.stdout)[Symbol.asyncIterator]();
    const resident = new Resident(service);
    await resident.link('google', { person: 'ana' });
    const asked = await resident.open(String((await lines.next()).value));
    const back = await resident.browser.submit(asked.url.pathname, { decision: 'yes' });
    program.stdin.end(`${back.url.href}\n`);
    const said = JSON.parse(String((await lines.next()).value)) as { away: string };
    expect(said).toMatchObject({
      me: { linked_accounts: [expect.objectContaining({ provider: 'google' })] },
      claims: { aud: resource, client_id: parks.id },
      before: { active: true, linked_accounts: expect.any(Array) },
      after: { active: false },
      broken: 'refused',
    });
    const out = await resident.browser.open(said.away, { follow: false });
    expect(out.headers.location).toBe('https://parks.example.gov/');
  });

  test('says which scope opens which route of the API', () => {
    const { paths } = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as {
      paths: Record<string, Record<string, { security: { app: string[] }[] }>>;
    };
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, { security }] of Object.entries(methods)) {
        for (const { app: scopes } of security) {
          expect(page).toMatch(
            new RegExp(`\`${scopes.join()}\` +\\| \`${method.toUpperCase()} ${path}\``, 'i'),
          );
        }
      }
    }
  });
});
