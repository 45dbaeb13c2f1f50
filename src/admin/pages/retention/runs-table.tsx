import type { ComponentChildren, VNode } from 'preact';
import { nextRunAfter } from '../../../retention/retention-run.ts';
import { SummaryList } from '../../../ui/lists.tsx';
import type { SummaryRow } from '../../../ui/lists.tsx';
import { Moment } from '../../../ui/moment.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { Table } from '../../../ui/table.tsx';
import { formatCount, formatMoment } from '../../../words/format.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import type { NamedRun } from '../../retention/run-names.ts';

interface LastRunProps {
  frame: PageFrame;
  /** The newest run; null when there was none. */
  last: NamedRun | null;
  sums: { due: number; gone: number };
}

/** When the next run comes, how the last one went, and what waits. */
export function LastRun({ frame, last, sums }: LastRunProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  return (
    <SummaryList
      rows={[
        { term: say('staff.retention.due'), value: formatCount(language, sums.due) },
        { term: say('staff.retention.gone'), value: formatCount(language, sums.gone) },
        { term: say('staff.retention.next'), value: nextRun(frame, last) },
        {
          term: say('staff.retention.last'),
          value: last ? resultOf(frame, last) : say('staff.retention.last.none'),
        },
        ...(last?.certificate ? [certificateRow(frame, last.certificate.hash)] : []),
      ]}
    />
  );
}

function certificateRow({ language }: PageFrame, hash: string): SummaryRow {
  const term = sayIn(language)('staff.retention.th.certificate');
  return { term, value: <code class="cl-kid">{hash}</code> };
}

function nextRun({ language, site }: PageFrame, last: NamedRun | null): string {
  const say = sayIn(language);
  if (last === null) return say('staff.retention.next.soon');
  const next = nextRunAfter(last);
  if (next === null) return say('staff.retention.next.on');
  const time = formatMoment(language, next, site.timeZone);
  return say('staff.retention.next.at', { time });
}

interface RunsTableProps {
  frame: PageFrame;
  runs: readonly NamedRun[];
}

/** The last runs, with the hashes of their certificates. */
export function RunsTable({ frame, runs }: RunsTableProps): VNode {
  const say = sayIn(frame.language);
  if (runs.length === 0) {
    return (
      <>
        <h2>{say('staff.retention.runs')}</h2>
        <p>{say('staff.retention.runs.none')}</p>
      </>
    );
  }
  return (
    <Table
      caption={say('staff.retention.runs')}
      headings={[
        say('staff.retention.th.began'),
        say('staff.retention.th.result'),
        say('staff.retention.th.certificate'),
      ]}
      rows={runs.map((run) => [
        <>
          <Moment frame={frame} at={run.beganAt} />
          <span class="cl-own-line cl-quiet">
            <bdi>{whoOf(frame, run)}</bdi>
          </span>
        </>,
        resultOf(frame, run),
        <CertificateLink frame={frame} run={run} />,
      ])}
    />
  );
}

function whoOf({ language }: PageFrame, { who }: NamedRun): string {
  const say = sayIn(language);
  if (who === null) return say('staff.retention.who.itself');
  return who === 'cli' ? say('staff.retention.who.server') : who;
}

function resultOf({ language, site }: PageFrame, { certificate }: NamedRun): string {
  const say = sayIn(language);
  if (certificate === null) return say('staff.retention.result.on');
  return say('staff.retention.result.done', {
    count: formatCount(language, certificate.deleted),
    time: formatMoment(language, certificate.finishedAt, site.timeZone),
  });
}

function CertificateLink({ frame, run }: { frame: PageFrame; run: NamedRun }): ComponentChildren {
  if (run.certificate === null) return '—';
  const { language } = frame;
  const { hash } = run.certificate;
  return (
    <>
      <a class="usa-link cl-action" href={pathIn(language, `/staff/retention/runs/${run.id}`)}>
        {sayIn(language)('staff.retention.certificate')} <span class="usa-sr-only">{hash}</span>
      </a>
      <code class="cl-own-line cl-kid" aria-hidden="true">
        {hash}
      </code>
    </>
  );
}
