import type { VNode } from 'preact';
import { Alert } from '../../ui/alert.tsx';
import { Layout } from '../../ui/layout.tsx';
import { MarkedList } from '../../ui/lists.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { formatMonth } from '../../words/format.ts';
import { pathIn, sayIn } from '../../words/words.ts';
import { smallest, step } from '../suppression.ts';
import type { PublishedMonth } from '../tables.ts';
import { MonthTables } from '../month-tables.tsx';
import type { Names } from './row-names.tsx';

export interface StatisticsPageProps {
  frame: PageFrame;
  /** Null before anything was published. */
  shown: PublishedMonth | null;
  /** Every month there is, newest first. */
  months: readonly string[];
  names: Names;
}

/** The statistics of one month, how they were counted, and the way to the others. */
export function StatisticsPage({ frame, shown, months, names }: StatisticsPageProps): VNode {
  const say = sayIn(frame.language);
  return (
    <Layout frame={frame} title={titleOf(frame, shown)}>
      <p class="cl-lead">{say('stats.lead')}</p>
      {shown === null && <Alert kind="info">{say('stats.none')}</Alert>}
      {shown !== null && <MonthTables frame={frame} tables={shown.tables} names={names} />}
      <HowWeCount frame={frame} />
      {shown !== null && <Files frame={frame} />}
      <OtherMonths frame={frame} months={months.filter((month) => month !== shown?.month)} />
    </Layout>
  );
}

function titleOf({ language }: PageFrame, shown: PublishedMonth | null): string {
  const say = sayIn(language);
  if (shown === null) return say('stats.h1');
  return say('stats.h1.month', { month: formatMonth(language, shown.month) });
}

function HowWeCount({ frame }: { frame: PageFrame }): VNode {
  const say = sayIn(frame.language);
  return (
    <>
      <h2>{say('stats.how.h2')}</h2>
      <MarkedList mark="dot">
        <li>{say('stats.how.small', { smallest })}</li>
        <li>{say('stats.how.more')}</li>
        <li>{say('stats.how.rounded', { step })}</li>
        <li>{say('stats.how.fixed')}</li>
        <li>{say('stats.how.cookies')}</li>
      </MarkedList>
    </>
  );
}

function Files({ frame }: { frame: PageFrame }): VNode {
  const say = sayIn(frame.language);
  return (
    <>
      <h2>{say('stats.files.h2')}</h2>
      <MarkedList mark="dot">
        <li>
          <a class="usa-link" href="/statistics.csv">
            {say('stats.files.csv')}
          </a>
        </li>
        <li>
          <a class="usa-link" href="/statistics.json">
            {say('stats.files.json')}
          </a>
        </li>
      </MarkedList>
    </>
  );
}

interface OtherMonthsProps {
  frame: PageFrame;
  months: readonly string[];
}

function OtherMonths({ frame: { language }, months }: OtherMonthsProps): VNode | null {
  if (months.length === 0) return null;
  return (
    <>
      <h2>{sayIn(language)('stats.months.h2')}</h2>
      <MarkedList mark="dot">
        {months.map((month) => (
          <li>
            <a class="usa-link" href={pathIn(language, `/statistics/${month}`)}>
              {formatMonth(language, month)}
            </a>
          </li>
        ))}
      </MarkedList>
    </>
  );
}
