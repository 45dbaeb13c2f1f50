import type { VNode } from 'preact';
import type { PreviewRow } from '../../../retention/retention-run.ts';
import { Alert } from '../../../ui/alert.tsx';
import { Actions, ButtonLink } from '../../../ui/button.tsx';
import { Layout } from '../../../ui/layout.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { formatCount } from '../../../words/format.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import type { NamedRun } from '../../retention/run-names.ts';
import { KeptTables } from './kept-tables.tsx';
import { LastRun, RunsTable } from './runs-table.tsx';

/** What the page says of what was just done. */
export const retentionDone = {
  certified: 'staff.retention.done.certified',
  'goes-on': 'staff.retention.done.goes-on',
} as const;

export type RetentionDone = keyof typeof retentionDone;

export interface RetentionPageProps {
  frame: PageFrame;
  rows: readonly PreviewRow[];
  /** The newest first. */
  runs: readonly NamedRun[];
  /** Whether the reader may begin a run. */
  canRun: boolean;
  done?: RetentionDone | undefined;
}

/** How much of everything a run would delete now, and how much has gone since the last one. */
export function sumsOf(rows: readonly Pick<PreviewRow, 'due' | 'gone'>[]) {
  return {
    due: rows.reduce((sum, row) => sum + (row.due ?? 0), 0),
    gone: rows.reduce((sum, row) => sum + (row.gone ?? 0), 0),
  };
}

/** What is kept for how long and why, what would go now, and what went. */
export function RetentionPage(props: RetentionPageProps): VNode {
  const { frame, rows, runs, canRun } = props;
  const { language } = frame;
  const say = sayIn(language);
  return (
    <Layout frame={frame} title={say('staff.retention.h1')} notice={<Notice {...props} />}>
      <p class="cl-lead">{say('staff.retention.lead')}</p>
      <LastRun frame={frame} last={runs[0] ?? null} sums={sumsOf(rows)} />
      <p class="cl-quiet">{say('staff.retention.minute')}</p>
      {canRun && (
        <Actions>
          <ButtonLink look="outline" href={pathIn(language, '/staff/retention/run')}>
            {say('staff.retention.run')}
          </ButtonLink>
        </Actions>
      )}
      <KeptTables frame={frame} rows={rows} />
      <p>
        <a class="usa-link" href={pathIn(language, '/privacy')}>
          {say('staff.retention.policy')}
        </a>
      </p>
      <RunsTable frame={frame} runs={runs} />
    </Layout>
  );
}

/** A run that goes on says how far it is; the page does not change by itself. */
function Notice({ frame: { language }, rows, runs, done }: RetentionPageProps): VNode | null {
  const say = sayIn(language);
  const [newest] = runs;
  if (newest?.certificate === null) {
    const { due, gone } = sumsOf(rows);
    const counts = { due: formatCount(language, due), gone: formatCount(language, gone) };
    return (
      <Alert kind="info" isStatus>
        {done && `${say(retentionDone[done])} `}
        {say('staff.retention.on', counts)}{' '}
        <a class="usa-link" href={pathIn(language, '/staff/retention')}>
          {say('staff.retention.on.again')}
        </a>
      </Alert>
    );
  }
  // What went on when the address was made may be over by now.
  return done === undefined ? null : (
    <Alert kind="success" isStatus>
      {say(retentionDone.certified)}
    </Alert>
  );
}
