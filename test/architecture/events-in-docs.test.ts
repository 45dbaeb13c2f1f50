import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
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

function fieldsAsPrinted(fields: Readonly<Record<string, AnyFieldKind>>): string {
  return Object.entries(fields)
    .map(([name, kind]) => `\`${name}${kind.optional ? '?' : ''}\` ${kind.name}`)
    .join(', ');
}

test('docs/events.md lists exactly the events of the catalogue, with their meaning and fields', () => {
  const printed = rowsOf(page).filter(([event]) => event?.startsWith('`'));
  const catalogued = Object.entries(eventCatalogue).map(([type, { description, fields }]) => [
    `\`${type}\``,
    description,
    fieldsAsPrinted(fields),
  ]);
  expect(printed).toEqual(catalogued);
});

test('docs/events.md explains every kind of field that is no list of choices', () => {
  const kinds = Object.values(eventCatalogue).flatMap(({ fields }) =>
    Object.values<AnyFieldKind>(fields).map(({ name }) => name),
  );
  const needed = new Set(kinds.filter((name) => !name.includes(' / ')));
  const explained = rowsOf(page.slice(page.indexOf('| kind of field'))).map(([name]) => name);
  expect(new Set(explained.slice(2))).toEqual(needed);
});

test('the catalogue is in alphabetical order', () => {
  const types = Object.keys(eventCatalogue);
  expect(types).toEqual(types.toSorted());
});
