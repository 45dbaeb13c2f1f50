import { describe, expect, test } from '@jest/globals';
import { isShown, leftOut, whatHappened } from '../../src/activity/sentences.ts';
import { isForStaff, whoDidIt } from '../../src/activity/who.ts';
import type { Telling } from '../../src/activity/names.ts';
import { eventCatalogue } from '../../src/ledger/event-catalogue.ts';
import type { Actor, LedgerEvent } from '../../src/ledger/event-catalogue.ts';
import { recordEvents } from '../../src/ledger/catalogue/record-events.ts';
import { residentEvents } from '../../src/ledger/catalogue/resident-events.ts';
import { languages, sayIn } from '../../src/words/words.ts';
import type { Language } from '../../src/words/words.ts';

/** Something for every kind of field: the choices of a field with choices are in its name. */
const samples = [
  '00000000-0000-4000-8000-000000000000',
  3,
  true,
  ['openid'],
  'parks',
  '1',
  '7K3F-9QTR-2M5X-8VWA-C4HN',
];

const telling = (language: Language): Telling => ({
  language,
  say: sayIn(language),
  provider: (id) => `provider ${id}`,
  app: (id) => `app ${id}`,
});

/** Every event of a type that its choices allow, with and without what may be left out. */
function eventsOf(type: string): LedgerEvent[] {
  const { fields } = eventCatalogue[type as keyof typeof eventCatalogue];
  let events: Record<string, unknown>[] = [{ type, actor: { kind: 'system' } }];
  for (const [name, kind] of Object.entries(fields)) {
    const fitting = [...kind.name.split(' / '), ...samples].filter((value) => kind.accepts(value));
    const values = kind.name.includes(' / ') ? fitting : fitting.slice(0, 1);
    if (values.length === 0) throw new Error(`No sample for ${type}.${name}.`);
    if (kind.optional) values.push(undefined as never);
    events = events.flatMap((event) => values.map((value) => ({ ...event, [name]: value })));
  }
  return events as unknown as LedgerEvent[];
}

const aboutResidents = Object.entries(eventCatalogue)
  .filter(([, { fields }]) => 'residentId' in fields)
  .map(([type]) => type);

describe.each(aboutResidents.filter((type) => !Object.hasOwn(leftOut, type)))('%s', (type) => {
  test('has a plain sentence in both languages, whatever is in it', () => {
    for (const event of eventsOf(type)) {
      if (!isShown(event)) throw new Error(`${type} is not shown.`);
      const [english = '', spanish = ''] = languages.map((one) =>
        whatHappened(event, telling(one)),
      );
      expect(english).not.toBe(spanish);
      for (const sentence of [english, spanish]) {
        expect(sentence).toMatch(/^\p{Lu}/u);
        expect(sentence).not.toMatch(/undefined|null|[{}]|\[object/);
        expect(sentence).not.toContain('00000000-');
      }
    }
  });
});

test('what is left out has a reason', () => {
  expect(leftOut).toEqual({ 'flow.consumed': expect.stringMatching(/\w+ \w+/) });
});

test('what is about a resident is in the catalogue of residents', () => {
  const known = Object.keys({ ...residentEvents, ...recordEvents });
  expect(aboutResidents.toSorted()).toEqual(known.toSorted());
});

test('an event that a newer version wrote is passed over', () => {
  const event = { type: 'moon.landed', actor: { kind: 'system' }, residentId: 'x' };
  expect(isShown(event as unknown as LedgerEvent)).toBe(false);
});

describe('who did it', () => {
  const residentId = '00000000-0000-4000-8000-000000000000';
  const seen = (actor: Actor, role?: 'auditor'): LedgerEvent => ({
    type: 'record.found',
    actor,
    residentId,
    by: 'resident-id',
    ...(role && { role }),
  });
  const revoked = (actor: Actor, cause: string): LedgerEvent => ({
    type: 'grant.revoked',
    actor,
    residentId,
    appId: 'parks',
    grantId: residentId,
    cause,
  });

  test.each<[LedgerEvent, string, boolean]>([
    [seen({ kind: 'staff', id: 'cli' }, 'auditor'), 'City worker (checks our work)', true],
    [seen({ kind: 'staff', id: 'cli' }), 'City worker', true],
    [seen({ kind: 'app', id: 'desk' }), 'City worker', true],
    [revoked({ kind: 'app', id: 'desk' }, 'staff'), 'City worker', true],
    [revoked({ kind: 'app', id: 'parks' }, 'app-request'), 'app parks', false],
    [{ type: 'resident.signed-out', actor: { kind: 'resident' }, residentId }, 'You', false],
    [
      { type: 'resident.unreachable', actor: { kind: 'provider', id: 'google' }, residentId },
      'provider google',
      false,
    ],
    [
      { type: 'policy.paused', actor: { kind: 'system' }, residentId, policyVersion: '2' },
      'This service, on its own',
      false,
    ],
  ])('%#', (event, who, isStaff) => {
    expect([whoDidIt(event, telling('en')), isForStaff(event)]).toEqual([who, isStaff]);
  });
});
