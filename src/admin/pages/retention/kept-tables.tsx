import type { ComponentChildren, VNode } from 'preact';
import { keptInWords } from '../../../retention/kept.ts';
import type { PreviewRow } from '../../../retention/retention-run.ts';
import type { Clause } from '../../../retention/schedule.ts';
import type { PageFrame } from '../../../ui/site.ts';
import { Table } from '../../../ui/table.tsx';
import { formatCount } from '../../../words/format.ts';
import { sayIn } from '../../../words/words.ts';
import type { PlainKey } from '../../../words/words.ts';

/** The parts of the policy as it names them, and the two that are not in it. */
const clauseWords = {
  given: 'kept.given',
  passing: 'kept.passing',
  happened: 'kept.happened',
  apps: 'staff.retention.apps',
  staff: 'staff.retention.staff',
} as const satisfies Record<Clause, PlainKey>;

interface KeptTablesProps {
  frame: PageFrame;
  rows: readonly PreviewRow[];
}

/** The schedule, part by part, with what would go now. */
export function KeptTables({ frame, rows }: KeptTablesProps): VNode {
  const say = sayIn(frame.language);
  const parts = Map.groupBy(rows, ({ kind }) => kind.clause);
  return (
    <>
      {[...parts].map(([clause, own]) => (
        <Table
          caption={say(clauseWords[clause])}
          headings={[
            say('staff.retention.th.what'),
            say('kept.th.long'),
            say('staff.retention.th.due'),
            say('staff.retention.th.gone'),
          ]}
          rows={own.map((row) => rowOf(frame, row))}
        />
      ))}
      <p class="cl-quiet">{say('staff.retention.dash')}</p>
    </>
  );
}

function rowOf({ language }: PageFrame, { kind, why, due, gone }: PreviewRow): ComponentChildren[] {
  const say = sayIn(language);
  const counted = (count: number | null): string =>
    count === null ? '—' : formatCount(language, count);
  return [
    <>
      {say(kind.what)}
      <span class="cl-own-line cl-quiet">{say(why)}</span>
    </>,
    keptInWords(language, kind.kept),
    counted(due),
    counted(gone),
  ];
}
