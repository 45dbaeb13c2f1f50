import { readFileSync } from 'node:fs';
import type { AnyFieldKind } from '../../src/ledger/catalogue/field-kinds.ts';
import { eventCatalogue } from '../../src/ledger/event-catalogue.ts';

const file = 'docs/events.md';

/** `docs/events.md` with its table of events as the catalogue makes it; the words around it are kept. */
export function eventsPage(): string {
  const [before = '', after = ''] = readFileSync(file, 'utf8').split(/^\| event[^]*?\n(?=\n)/m);
  const events = Object.entries(eventCatalogue).toSorted(([one], [other]) =>
    one < other ? -1 : 1,
  );
  const rows = events.map(
    ([type, { description, fields }]) => `| \`${type}\` | ${description} | ${printed(fields)} |`,
  );
  const table = ['| event | meaning | fields |', '| --- | --- | --- |', ...rows, ''];
  return before + table.join('\n') + after;
}

function printed(fields: Readonly<Record<string, AnyFieldKind>>): string {
  return Object.entries(fields)
    .map(([name, kind]) => `\`${name}${kind.optional ? '?' : ''}\` ${kind.name}`)
    .join(', ');
}
