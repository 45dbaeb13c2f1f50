import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { residentEvents } from '../../src/ledger/catalogue/resident-events.ts';
import { recordEvents } from '../../src/ledger/catalogue/record-events.ts';
import { serviceEvents } from '../../src/ledger/catalogue/service-events.ts';
import { staffEvents } from '../../src/ledger/catalogue/staff-events.ts';
import { eventCatalogue } from '../../src/ledger/event-catalogue.ts';
import type { AnyFieldKind } from '../../src/ledger/catalogue/field-kinds.ts';

const page = readFileSync('docs/events.md', 'utf8');

function rowsOf(text: string): string[][] {
  const lines = text.split('\n').filter((line) => line.startsWith('|'));
  return lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

test('docs/events.md explains every kind of field that is no list of choices', () => {
  const kinds = Object.values(eventCatalogue).flatMap(({ fields }) =>
    Object.values<AnyFieldKind>(fields).map(({ name }) => name),
  );
  const needed = new Set(kinds.filter((name) => !name.includes(' / ')));
  const explained = rowsOf(page.slice(page.indexOf('| kind of field'))).map(([name]) => name);
  expect(new Set(explained.slice(2))).toEqual(needed);
});

test.each([residentEvents, recordEvents, serviceEvents, staffEvents])(
  'the catalogue is in alphabetical order',
  (events) => {
    const types = Object.keys(events);
    expect(types).toEqual(types.toSorted());
  },
);
