import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CityService, claimsOf } from '../support/city-service.ts';
import { ClientKeys } from '../support/client-keys.ts';
import { commandLine, program, sharedKeys } from '../support/command-line.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import type { Ran } from '../support/terminal.ts';

let service: TestService;
let resident: Resident;
let civicLink: ReturnType<typeof commandLine>;
beforeAll(async () => {
  service = await startTestService(sharedKeys);
  civicLink = commandLine(service);
  resident = new Resident(service);
  await resident.link('google', { person: 'jose' });
});
afterAll(() => service.stop());

describe('links', () => {
  test('are found by exact name, however it is written, and by user ID, and the search is in the ledger', async () => {
    const byName = await civicLink('links', 'find', '--name', 'JOSÉ ÑÚÑEZ');
    expect(byName).toEqual({ code: 0, out: expect.stringContaining('José Ñúñez'), err: '' });
    const [{ subject } = { subject: '' }] = await peopleAtGoogle('jose');
    const byId = await civicLink('links', 'find', '--provider', 'google', '--user-id', subject);
    expect(byId.out).toContain('1 link');
    const part = await civicLink('links', 'find', '--name', 'José');
    expect(part.out).toBe('0 links\n');
    const searches = await service.database.query<{ detail: object; actor: string }>(
      `select actor, detail from civic.ledger_entry where type = 'link.searched' order by id`,
    );
    expect(searches).toEqual([
      { actor: 'cli', detail: { by: 'display-name', hits: 1, role: 'operator' } },
      { actor: 'cli', detail: { by: 'provider-id', hits: 1, role: 'operator' } },
      { actor: 'cli', detail: { by: 'display-name', hits: 0, role: 'operator' } },
    ]);
  });

  test('are revoked with a reason, and again without harm', async () => {
    const { out } = await civicLink('links', 'find', '--name', 'José Ñúñez');
    const [link = ''] = out.split(' ');
    expect(await civicLink('links', 'revoke', link)).toMatchObject({ code: 2 });
    expect(await civicLink('links', 'revoke', link, '--reason', 'because')).toMatchObject({
      code: 2,
    });
    const first = await civicLink('links', 'revoke', link, '--reason', 'security');
    expect(first.out).toContain('Removed.');
    expect((await resident.open('/account')).url.pathname).toBe('/session-ended');
    const second = await civicLink('links', 'revoke', link, '--reason', 'security');
    expect(second).toMatchObject({ code: 0, out: expect.stringContaining('removed before') });
    const never = await civicLink(
      'links',
      'revoke',
      '6f1c1f0e-0000-4000-8000-000000000000',
      '--reason',
      'legal',
    );
    expect(never).toMatchObject({ code: 1, out: 'There is no such link.\n' });
  });
});

test('grants are listed and ended with a reason, and again without harm', async () => {
  const resident = new Resident(service);
  const parks = await CityService.register(service);
  await resident.link('google', { person: 'ana' });
  const { accessToken } = await parks.connect(resident);
  const grantId = String(claimsOf(accessToken).sid);
  const [row] = await service.database.query<{ id: string }>(
    'select resident_id as id from civic.app_grant where id = $1',
    [grantId],
  );
  const list = ['grants', 'list', '--resident', row?.id ?? ''];
  expect((await civicLink(...list)).out).toMatch(
    new RegExp(`^${grantId}  ${parks.id}  openid .* live\n1 grant\n$`),
  );
  const end = ['grants', 'revoke', grantId];
  expect(await civicLink(...end)).toMatchObject({ code: 2 });
  expect((await civicLink(...end, '--reason', 'legal')).out).toContain('Ended.');
  expect((await parks.introspect(accessToken)).text).toBe('{"active":false}');
  expect((await civicLink(...end, '--reason', 'legal')).out).toContain('ended before');
  expect((await civicLink(...list)).out).toContain('ended\n1 grant');
  parks.close();
  const entries = await service.database.query<object>(
    `select actor_kind, actor, detail ->> 'reason' as reason from civic.ledger_entry where type = 'grant.revoked'`,
  );
  expect(entries).toEqual([{ actor_kind: 'staff', actor: 'cli', reason: 'legal' }]);
}, 120_000);

test('city apps are registered once, listed, given new secrets and switched off', async () => {
  const add = [
    'apps',
    'add',
    'pools',
    '--name',
    'Pools',
    '--department',
    'Parks',
    '--purpose',
    'To book a lane.',
  ];
  const bye = 'https://pools.example.gov/bye';
  const rest = [
    '--redirect',
    'https://pools.example.gov/cb',
    '--post-logout',
    bye,
    '--scope',
    'openid',
  ];
  const added = await civicLink(...add, ...rest);
  expect(added.out).toMatch(/client_id +pools\nclient_secret +[\w-]{43}\n/);
  const registered = 'select post_logout_redirect_uris from civic.city_app where id = $1';
  expect(await service.database.query<object>(registered, ['pools'])).toEqual([
    { post_logout_redirect_uris: [bye] },
  ]);
  expect(await civicLink(...add, ...rest)).toMatchObject({
    code: 1,
    out: expect.stringContaining('id-taken'),
  });
  expect((await civicLink('apps', 'list')).out).toContain(
    'pools  Pools (Parks)  confidential  openid',
  );
  expect((await civicLink('apps', 'rotate-secret', 'pools')).out).toMatch(
    /^client_secret +[\w-]{43}\n$/,
  );
  expect((await civicLink('apps', 'disable', 'pools')).out).toBe('Done.\n');
  expect((await civicLink('apps', 'list')).out).toContain('DISABLED');
});

test('a city app is registered with every flag, shown, and changed in what is given', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'civic-cli-'));
  const keys = new ClientKeys('RS256', 'lanes-1');
  const file = join(folder, 'jwks.json');
  writeFileSync(file, JSON.stringify(keys.registered.jwks));
  const who = ['--name', 'Lanes', '--department', 'Parks', '--purpose', 'To book a lane.'];
  const rest = ['--redirect', 'https://lanes.example.gov/cb', '--scope', 'openid'];
  const proof = ['--auth', 'private_key_jwt', '--jwks', file, '--assertion-alg', 'RS256'];
  const more = ['--department-es', 'Parques', '--also-resource', 'urn:civic-link:app:pools'];
  const last = ['--post-logout', 'https://lanes.example.gov/', '--token-endpoint-audience'];
  const algorithms = ['--access-alg', 'RS256', '--id-alg', 'ES256'];
  const all = [...who, ...rest, ...proof, ...more, ...last, ...algorithms];
  const added = await civicLink('apps', 'add', 'lanes', ...all);
  expect(added).toMatchObject({ code: 0, out: expect.stringContaining('(none)') });
  const shown = (await civicLink('apps', 'show', 'lanes')).out;
  for (const line of [
    /^department +Parks \/ Parques$/m,
    /^auth +private_key_jwt$/m,
    /^keys +RS256: lanes-1$/m,
    /^assertion audience +token-endpoint$/m,
    /^other resources +urn:civic-link:app:pools$/m,
    /^after a logout +https:\/\/lanes\.example\.gov\/$/m,
    /^access tokens +RS256$/m,
    /^ID tokens +ES256$/m,
  ]) {
    expect(shown).toMatch(line);
  }
  const edit = (...flags: string[]): Promise<Ran> => civicLink('apps', 'edit', 'lanes', ...flags);
  const changed = await edit('--no-token-endpoint-audience', '--post-logout', '');
  expect(changed.out).toBe('Changed: assertion-audience, post-logout-redirect-uris\n');
  expect((await edit('--name', 'Lanes')).out).toBe('Nothing to do: it was so already.\n');
  expect(await edit('--public')).toMatchObject({ code: 1, out: expect.stringContaining('kind') });
  const unapproved = await edit('--scope', 'openid', '--scope', 'linked_account_ids');
  expect(unapproved).toMatchObject({
    code: 1,
    out: 'Not changed: scope-not-approved (linked_account_ids)\n',
  });
  expect((await edit('--auth', 'client_secret_post')).out).toMatch(
    /^Changed: auth-method, keys\nclient_secret +[\w-]{43}\n$/,
  );
  expect(await edit('--auth', 'password')).toMatchObject({ code: 2, out: '' });
  expect(await edit('--jwks', join(folder, 'nothing'))).toMatchObject({ code: 2, out: '' });
  expect(await edit('--jwks', file)).toMatchObject({ code: 2, out: '' });
  rmSync(folder, { recursive: true });
}, 120_000);

test('new keys are published first and sign later', async () => {
  const first = await civicLink('keys', 'rotate');
  expect(first.out).toContain('Published');
  expect(await civicLink('keys', 'rotate')).toMatchObject({
    code: 1,
    out: expect.stringContaining('Ready at'),
  });
});

test('a key in the wrong hands is retired at once, and only for that reason', async () => {
  const [row] = await service.database.query<{ kid: string }>(
    `select kid from civic.signing_key where state = 'current' and algorithm = 'ES256'`,
  );
  const kid = row?.kid ?? '';
  const idle = await civicLink('keys', 'retire', kid, '--reason', 'old');
  expect(idle).toMatchObject({ code: 2, out: '', err: expect.stringContaining('compromised') });
  const retired = await civicLink('keys', 'retire', kid, '--reason', 'compromised');
  expect(retired).toMatchObject({ code: 0, err: '' });
  expect(retired.out).toMatch(/^Retired\. .+\nSigning with [\w-]{43} from now on\.\n/);
  const again = await civicLink('keys', 'retire', kid, '--reason', 'compromised');
  expect(again).toMatchObject({ code: 0, out: expect.stringContaining('Nothing changed') });
  const stranger = await civicLink(
    'keys',
    'retire',
    `-${'A'.repeat(42)}`,
    '--reason',
    'compromised',
  );
  expect(stranger).toMatchObject({ code: 1, out: 'There is no such key.\n' });
});

test('everything is ended at once, for a reason that is written down', async () => {
  expect(await civicLink('tokens', 'revoke-all')).toMatchObject({ code: 2, out: '' });
  const mistyped = await civicLink('tokens', 'revoke-all', '--reason', 'Sunday');
  expect(mistyped).toMatchObject({ code: 2, out: '' });
  const ended = await civicLink('tokens', 'revoke-all', '--reason', 'restore');
  expect(ended).toMatchObject({ code: 0, out: expect.stringMatching(/^Done\./), err: '' });
  const entries = await service.database.query(
    `select detail from civic.ledger_entry where type = 'issuer.epoch-raised'`,
  );
  expect(entries).toEqual([{ detail: { reason: 'restore' } }]);
});

test('help lists every command, and nonsense is answered with it', async () => {
  expect((await civicLink('help')).out).toContain('links revoke');
  expect(await civicLink('links', 'delete')).toMatchObject({ code: 2 });
});

test('the program prints what the commands print, and ends with their codes', async () => {
  const built = program(service);
  const list = await civicLink('apps', 'list');
  expect(list.out).toMatch(/^\S+ /);
  expect(await built('apps', 'list')).toEqual(list);
  const never = ['links', 'revoke', randomUUID(), '--reason', 'legal'];
  expect(await built(...never)).toEqual({ code: 1, out: 'There is no such link.\n', err: '' });
  expect(await built('links', 'revoke')).toEqual(await civicLink('links', 'revoke'));
}, 90_000);

async function peopleAtGoogle(id: string): Promise<{ subject: string }[]> {
  const answer = await fetch(`${service.simulator.url}/__sim/people`);
  const people = (await answer.json()) as { id: string; subjects: { google: string } }[];
  return people
    .filter((person) => person.id === id)
    .map(({ subjects }) => ({ subject: subjects.google }));
}
