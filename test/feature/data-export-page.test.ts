import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LinkRemoval } from '../../src/links/link-removal.ts';
import { SupportAccess } from '../../src/support/support-access.ts';
import { CityService } from '../support/city-service.ts';
import { copyFor } from '../support/copy-of-data.ts';
import type { CopyOfData } from '../support/copy-of-data.ts';
import { Household } from '../support/household.ts';
import { pageFor } from '../support/page-of-data.ts';
import type { ShownPart, ShownRow } from '../support/page-of-data.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

const viewer = { actor: { kind: 'staff', id: 'officer-77' }, role: 'viewer' } as const;
const operator = { actor: { kind: 'staff', id: 'cli' }, role: 'operator' } as const;

let service: TestService;
let parks: CityService;
let home: Household;
const pages: Record<string, Map<string, ShownPart>> = {};
let file: CopyOfData;
beforeAll(async () => {
  service = await startTestService();
  parks = await CityService.register(service);
  home = await Household.settle(service);
  await home.linkAnother('facebook');
  await parks.connect(home.resident);
  await service.running.app.get(SupportAccess).openForPurpose(viewer, home.residentId, 'help');
  await service.database.query(
    `insert into civic.ledger_entry (type, actor_kind, actor, resident_id, detail)
     values ('moon.landed', 'system', 'moon', $1, '{"crater": "tycho", "reason": "tide"}')`,
    [home.residentId],
  );
  pages.en = await pageFor(home.resident);
  pages.es = await pageFor(home.resident, 'es');
  file = await copyFor(home.resident);
});
afterAll(async () => {
  parks.close();
  await service.stop();
});

/** The rows of a part in one language, by its heading. */
function rowsOf(language: 'en' | 'es', heading: string): ShownRow[] {
  const part = pages[language]?.get(heading);
  if (!part) throw new Error(`There is no part "${heading}".`);
  return part.rows;
}

/** The entries under Activity whose type is this. */
const entriesOf = (language: 'en' | 'es', type: string): ShownRow[] => {
  const [heading, term] =
    language === 'en' ? ['Your activity', 'What happened'] : ['Su actividad', 'Qué pasó'];
  return rowsOf(language, heading).filter((row) => row[term]?.endsWith(`(${type})`));
};

describe('on the page', () => {
  test('who did something is said as under Activity, of staff with what they may do', () => {
    expect(entriesOf('en', 'resident.created')[0]?.['Who did it']).toBe('You');
    expect(entriesOf('es', 'resident.created')[0]?.['Quién lo hizo']).toBe('Usted');
    expect(entriesOf('en', 'record.opened')[0]?.['Who did it']).toBe('City worker (can look)');
    expect(entriesOf('es', 'record.opened')[0]?.['Quién lo hizo']).toBe(
      'Personal de la ciudad (puede ver)',
    );
  });

  test('the fields of an entry have names and values in the language of the page', () => {
    expect(entriesOf('en', 'link.created')[0]?.['More about it']).toBe(
      'Name saved: Yes; The website of the account: Google; Policy version: 1',
    );
    expect(entriesOf('es', 'link.created')[0]?.['Más sobre esto']).toBe(
      'Nombre guardado: Sí; El sitio web de la cuenta: Google; Versión de la política: 1',
    );
    expect(entriesOf('en', 'record.opened')[0]?.['More about it']).toBe(
      'What the city worker may do: can look; How they opened it: without a code, for the reason they gave; Why they looked: to help you',
    );
    expect(entriesOf('es', 'data.exported')[0]?.['Más sobre esto']).toBe(
      'Lo que obtuvo: una página',
    );
  });

  test('a way back from a provider, which Activity leaves out, is a sentence, too', () => {
    expect(entriesOf('en', 'flow.consumed').at(-1)?.['What happened']).toBe(
      'Came back from Facebook (flow.consumed)',
    );
    expect(entriesOf('es', 'flow.consumed').at(-1)?.['Más sobre esto']).toMatch(
      /Lo que usted quería hacer: vincular otra cuenta/,
    );
  });

  test('what nobody has words for yet keeps its name and its value', () => {
    const [row] = rowsOf('es', 'Su actividad').filter((one) => one['Qué pasó'] === 'moon.landed');
    expect(row?.['Más sobre esto']).toBe('crater: tycho; Motivo: tide');
  });

  test('a proof says what it was for', () => {
    const [row] = rowsOf('en', 'Times you signed in once more').filter(
      (one) => one['What you needed it for'] !== 'link another account',
    );
    expect(row?.['What you needed it for']).toBe('get a copy of your data');
    const values = rowsOf('es', 'Veces que inició sesión una vez más').map(
      (one) => one['Para qué lo necesitaba'],
    );
    expect(values).toContain('obtener una copia de sus datos');
  });

  test('a visit says what it was for, with the name of the provider', () => {
    const proving = rowsOf('en', 'Visits to other websites that you began').find(
      (row) => row['What you wanted to do'] === 'show that it is you',
    );
    expect(proving).toMatchObject({
      'The website of the account': 'Google',
      'What you needed it for': 'link another account',
      Language: 'English',
    });
    expect(proving?.['What it was about']).toBe('Facebook');
  });

  test('a language is named', () => {
    expect(rowsOf('en', 'Your record')[0]?.Language).toBe('English');
    expect(rowsOf('es', 'Su registro')[0]?.Idioma).toBe('Inglés');
  });

  test('a city service may do what the consent page says, and the codes stay', () => {
    expect(rowsOf('en', 'City services, and what each may see')[0]?.['What it may do']).toMatch(
      /^get an ID number made only for it \(openid\), see the names on the accounts you chose \(linked_accounts\)/,
    );
    expect(
      rowsOf('es', 'Servicios de la ciudad y lo que cada uno puede ver')[0]?.['Lo que puede hacer'],
    ).toMatch(/^recibir un número de ID creado solo para este servicio \(openid\), /);
  });

  test('a provider has its name in every part', () => {
    for (const heading of ['Your linked accounts', 'Browsers that are signed in']) {
      const named = rowsOf('en', heading).map((row) => row['The website of the account']);
      expect(named).toContain('Facebook');
    }
  });

  test('who opened the record says how and what for', () => {
    expect(rowsOf('en', 'Which city workers have your record open now')[0]).toMatchObject({
      'How they opened it': 'without a code, for the reason they gave',
      'What they opened it for': 'to help you',
    });
  });

  test('the ID of a thing is not called the ID of the reader', () => {
    expect(rowsOf('es', 'Sus cuentas vinculadas')[0]).toHaveProperty('ID');
    expect(rowsOf('en', 'Your linked accounts')[0]).toHaveProperty('ID');
    const terms = [...(pages.es?.values() ?? [])].flatMap(({ rows }) => rows.flatMap(Object.keys));
    expect(terms).not.toContain('Su ID');
  });

  test('a part with nothing in it says so in words that answer every heading', () => {
    expect(pages.en?.get('A deletion that you asked for')?.text).toBe(
      'We keep nothing in this part now.',
    );
    expect(pages.es?.get('Un borrado que usted pidió')?.text).toMatch(
      /^Ahora no guardamos nada en esta parte\./,
    );
  });
});

describe('the number of a visit', () => {
  const term =
    'The activity number of your visit there. The visit that began your record is not in the list.';

  test('is that of an entry about nobody for the account that began the record, as the label says', async () => {
    const link = rowsOf('en', 'Your linked accounts').find(
      (row) => row['The website of the account'] === 'Google',
    );
    const ids = rowsOf('en', 'Your activity').map((row) => row.ID);
    expect(link?.[term]).toMatch(/^\d+$/);
    expect(ids).not.toContain(link?.[term]);
    const entries = await service.database.query(
      'select type, actor, resident_id, detail from civic.ledger_entry where id = $1',
      [link?.[term]],
    );
    expect(entries).toEqual([
      {
        type: 'flow.consumed',
        actor: null,
        resident_id: null,
        detail: { flow: expect.any(String), provider: 'google', purpose: 'sign-in' },
      },
    ]);
  });

  test('is in the activity for an account that was linked later', () => {
    const link = rowsOf('en', 'Your linked accounts').find(
      (row) => row['The website of the account'] === 'Facebook',
    );
    expect(rowsOf('en', 'Your activity').map((row) => row.ID)).toContain(link?.[term]);
  });
});

describe('the file', () => {
  test('keeps every value as it is stored', () => {
    expect(file.record).toMatchObject([{ language: 'en' }]);
    expect(file.linked_accounts).toMatchObject([{ provider: 'google' }, { provider: 'facebook' }]);
    expect(file.city_services).toMatchObject([
      { scopes: expect.arrayContaining(['openid', 'linked_accounts']) },
    ]);
    expect(file.fresh_sign_ins).toContainEqual(expect.objectContaining({ action: 'export' }));
    expect(file.activity).toContainEqual(
      expect.objectContaining({
        type: 'link.created',
        actor_kind: 'resident',
        detail: { nameKept: true, provider: 'google', policyVersion: '1' },
      }),
    );
  });
});

test('a link that staff removed says why, and by whom, in words', async () => {
  const other = await Household.settle(service);
  await other.linkAnother('facebook');
  const linkId = await other.linkWith('google');
  await service.running.app.get(LinkRemoval).byStaff({ ...operator, linkId, reason: 'mistake' });
  const activity = (await pageFor(other.resident)).get('Your activity')?.rows ?? [];
  const removed = activity.find((row) => row['What happened']?.endsWith('(link.removed)'));
  expect(removed?.['Who did it']).toBe('City worker (runs this service)');
  expect(removed?.['More about it']).toContain('Reason: it was linked by mistake');
  expect(removed?.['More about it']).toContain('If it was your only link: No');
});
