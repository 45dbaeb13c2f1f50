import type { ComponentChildren, VNode } from 'preact';
import type { PageFrame } from '../ui/site.ts';
import { Table } from '../ui/table.tsx';
import { formatCount } from '../words/format.ts';
import { sayIn } from '../words/words.ts';
import type { Say } from '../words/words.ts';
import { captions, headings, rowName } from './pages/row-names.tsx';
import type { Names } from './pages/row-names.tsx';
import type { Table as Counted, TableName } from './tables.ts';

export interface MonthTablesProps {
  frame: PageFrame;
  tables: readonly Counted[];
  names: Names;
}

/** The tables of a month: those about people first. */
export function MonthTables({ frame, tables, names }: MonthTablesProps): VNode {
  const say = sayIn(frame.language);
  const isAboutViews = ({ name }: Counted): boolean => name.startsWith('views-');
  const show = (table: Counted): VNode => <OneTable frame={frame} table={table} names={names} />;
  const ofPeople = tables.filter((table) => !isAboutViews(table));
  const ofViews = tables.filter(isAboutViews);
  return (
    <>
      {ofPeople.length > 0 && (
        <>
          <h2>{say('stats.people.h2')}</h2>
          <p>{say('stats.people.p')}</p>
          {ofPeople.map(show)}
        </>
      )}
      {ofViews.length > 0 && (
        <>
          <h2>{say('stats.views.h2')}</h2>
          <p>{say('stats.views.p')}</p>
          {ofViews.map(show)}
        </>
      )}
    </>
  );
}

/** What a table says, for who chooses among them. */
export function captionOf(say: Say, name: TableName): string {
  return say(captions[name]);
}

interface OneTableProps {
  frame: PageFrame;
  table: Counted;
  names: Names;
}

/** A table whose rows share nothing out has no total, and the services say why. */
function OneTable({ frame, table: { name, rows, total }, names }: OneTableProps): VNode | null {
  const say = sayIn(frame.language);
  if (rows.length === 0) return null;
  const cells: ComponentChildren[][] = rows.map(({ label, count }) => [
    rowName(frame, names, name, label),
    shownCount(frame, count),
  ]);
  if (name !== 'services') cells.push([say('stats.total'), shownCount(frame, total)]);
  return (
    <>
      <Table
        caption={say(captions[name])}
        headings={[say(headings[name]), say('stats.th.count')]}
        rows={cells}
      />
      {name === 'services' && <p>{say('stats.t.services.p')}</p>}
    </>
  );
}

function shownCount({ language }: PageFrame, count: number | null): string {
  return count === null ? sayIn(language)('stats.hidden') : formatCount(language, count);
}
