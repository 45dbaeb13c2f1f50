import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Erasure } from '../../src/erasure/erasure.ts';
import { CityService } from '../support/city-service.ts';
import type { Connection } from '../support/city-service.ts';
import { crawl } from '../support/canary/crawl.ts';
import { dumpDatabase } from '../support/canary/database-dump.ts';
import { Scanner } from '../support/canary/scanner.ts';
import type { Sink, Wanted } from '../support/canary/scanner.ts';
import { commandLine, sharedKeys } from '../support/command-line.ts';
import { proveAfresh } from '../support/fresh-proof.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

/*
 * Invariant I6: after a link is removed, and after everything is erased, nothing that came from the provider is left in
 * live tables, logs, pages, answers or what the terminal prints. (What older pages of the database's files and its log
 * still hold is another claim: the vault's key ring takes care of that.)
 */

/** Two accounts of one resident that have nothing in common. */
const people = {
  google: { name: 'Gúdrun "Gg" & <Ämne>', id: '118822773366445500991' },
  facebook: { name: 'Fíona ‘Ff’ O’Räise', id: '10160000000000707' },
};
const providers = ['google', 'facebook'] as const;
type ProviderId = (typeof providers)[number];

let service: TestService;
let app: CityService;
let resident: Resident;
let other: Resident;
let residentId: string;
let connection: Connection;
/** What is sealed, and what is searched by, of each link: bytes that must be gone too. */
const sealed: Record<ProviderId, Wanted> = { google: {}, facebook: {} };
const moments: Record<'linked' | 'unlinked' | 'erased', Sink[]> = {
  linked: [],
  unlinked: [],
  erased: [],
};

beforeAll(async () => {
  service = await startTestService(sharedKeys);
  app = await CityService.register(service, {
    scopes: ['openid', 'linked_accounts', 'linked_account_ids', 'offline_access'],
    scopesApproved: true,
  });
  for (const provider of providers) {
    const { name, id } = people[provider];
    const subjects = { google: id, facebook: id };
    service.simulator.addPerson({ id: provider, name, subjects });
  }
  other = new Resident(service);
  await other.link('google', { person: 'ana' });
  await live();
  moments.linked = await everySink();
  await unlink('facebook');
  moments.unlinked = await everySink();
  await service.running.app.get(Erasure).eraseResident(residentId, 'resident');
  moments.erased = await everySink();
}, 180_000);
afterAll(async () => {
  app.close();
  await service.stop();
});

/** Links both, connects an app, comes back under another name, is searched by staff. */
async function live(): Promise<void> {
  resident = new Resident(service);
  await resident.link('google', { person: 'google' });
  await resident.travel('facebook', { person: 'facebook' });
  await resident.confirm();
  // The app hangs on the account that stays longer.
  const phone = new Resident(service);
  await phone.travel('google', { person: 'google' });
  connection = await app.connect(phone, {
    scope: 'openid linked_accounts linked_account_ids offline_access',
  });
  await new Resident(service).travel('google', { person: 'google', outcome: 'name-changed' });
  await new Resident(service).travel('facebook', { person: 'facebook' });
  const rows = await service.database.query<Record<string, string> & { provider: ProviderId }>(
    `select provider, resident_id as resident, encode(sealed_subject, 'hex') as subject,
            encode(sealed_name, 'hex') as name, encode(subject_index, 'hex') as "subject index",
            encode(name_index, 'hex') as "name index"
     from civic.link where resident_id <> (select resident_id from civic.link order by created_at limit 1)`,
  );
  for (const { provider, resident: id = '', ...bytes } of rows) {
    sealed[provider] = bytes;
    residentId = id;
  }
}

async function unlink(provider: ProviderId): Promise<void> {
  const { text } = await resident.open('/account');
  const paths = [...text.matchAll(/\/account\/links\/[\w-]+\/remove/g)].map(([path]) => path);
  const path = paths[providers.indexOf(provider)] ?? '';
  await resident.open(path);
  await resident.browser.submit(path);
  // Whoever was signed in with the account that is gone comes back with the other.
  await resident.travel('google', { person: 'google' });
}

/** Everything the service holds or says at this moment. */
async function everySink(): Promise<Sink[]> {
  const sink = (name: string, content: Buffer | string): Sink => ({
    name,
    content: Buffer.from(content),
  });
  const asked = [await app.userinfo(connection.accessToken)];
  asked.push(await app.introspect(connection.accessToken));
  return [
    sink('pages of the resident', await crawl(resident, ['/account', '/es/account'])),
    sink('pages of another', await crawl(other, ['/account', '/es/account'])),
    sink('public pages', await crawl(new Resident(service), ['/', '/es'])),
    sink('answers to the app', asked.map(({ text }) => text).join('\n')),
    sink('terminal', await atTheTerminal()),
    sink('copies', await copies()),
    sink('database', await dumpDatabase(service.database)),
    sink('log', service.log()),
    sink('metrics', await (await fetch(service.metricsUrl)).text()),
  ];
}

/** The copy that the resident can take, as file and as page; nothing more once there is no resident. */
async function copies(): Promise<string> {
  const page = await resident.open('/account/data');
  if (page.url.pathname !== '/account/data') return page.text;
  await proveAfresh(resident, 'export');
  const texts: string[] = [];
  for (const form of ['file', 'page']) {
    await resident.open('/account/data');
    texts.push((await resident.browser.submit(`/account/data/${form}`)).text);
  }
  return texts.join('\n');
}

/** Every way in which staff look somebody up. The name and the ID they typed themselves are not printed again. */
async function atTheTerminal(): Promise<string> {
  const civicLink = commandLine(service);
  const commands = [
    ['links', 'find', '--resident', residentId],
    ['links', 'find', '--name', people.google.name],
    ['links', 'find', '--provider', 'facebook', '--user-id', people.facebook.id],
    ['grants', 'list', '--resident', residentId],
  ];
  const ran: string[] = [];
  for (const args of commands) {
    const { out, err } = await civicLink(...args);
    ran.push(out, err);
  }
  return ran.join('\n');
}

const wantedOf = (provider: ProviderId): Wanted => ({ ...people[provider] });
const findings = (sinks: readonly Sink[], wanted: Wanted) =>
  sinks.flatMap((sink) => Scanner.forGuessable(wanted).scan(sink));
const placesOf = (sinks: readonly Sink[], wanted: Wanted): Set<string> =>
  new Set(findings(sinks, wanted).map(({ sink, marker }) => `${marker}: ${sink}`));
/** Bytes are found by their hex text, as a dump writes them. */
const bytesIn = (sinks: readonly Sink[], provider: ProviderId): string[] =>
  sinks.flatMap((sink) =>
    Scanner.for(sealed[provider])
      .scan(sink)
      .map(({ marker }) => marker),
  );

/** Who is shown a name and a user ID: the resident, an app that may see both, and staff, who see the name alone. */
const shown = [
  'id: answers to the app',
  'id: copies',
  'id: pages of the resident',
  'name: answers to the app',
  'name: copies',
  'name: pages of the resident',
  'name: terminal',
];

describe('while both accounts are linked', () => {
  test.each(providers)('the scan finds name and user ID of %s where they are shown', (provider) => {
    const places = placesOf(moments.linked, wantedOf(provider));
    expect([...places].toSorted()).toEqual(shown);
  });

  test.each(providers)('and the sealed bytes of %s in the database', (provider) => {
    expect(new Set(bytesIn(moments.linked, provider))).toEqual(
      new Set(['subject', 'name', 'subject index', 'name index']),
    );
  });
});

describe('after one link is removed', () => {
  test('nothing of it is anywhere, and not its sealed bytes', () => {
    expect(findings(moments.unlinked, wantedOf('facebook'))).toEqual([]);
    expect(bytesIn(moments.unlinked, 'facebook')).toEqual([]);
  });

  test('the other account is still found, by the same scan', () => {
    const places = placesOf(moments.unlinked, wantedOf('google'));
    expect([...places].toSorted()).toEqual(shown);
    expect(bytesIn(moments.unlinked, 'google').length).toBeGreaterThan(3);
  });
});

describe('after everything is erased', () => {
  test.each(providers)('nothing of %s is anywhere, and not its sealed bytes', (provider) => {
    expect(findings(moments.erased, wantedOf(provider))).toEqual([]);
    expect(bytesIn(moments.erased, provider)).toEqual([]);
  });
});

test('a marker planted in a table is found: in clear, in JSON and in bytes', async () => {
  const { name, id } = people.facebook;
  await service.database.query('create table civic.scratch (name text, detail jsonb, raw bytea)');
  await service.database.query('insert into civic.scratch values ($1, $2, $3)', [
    name,
    JSON.stringify({ id }),
    Buffer.from(name),
  ]);
  const content = await dumpDatabase(service.database);
  await service.database.query('drop table civic.scratch');
  const places = placesOf([{ name: 'database', content }], wantedOf('facebook'));
  expect([...places].toSorted()).toEqual(['id: database', 'name: database']);
});
