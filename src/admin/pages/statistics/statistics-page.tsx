import type { VNode } from 'preact';
import type { PublishedMonth } from '../../../statistics/tables.ts';
import { Alert } from '../../../ui/alert.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Moment } from '../../../ui/moment.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { Table } from '../../../ui/table.tsx';
import { formatCount, formatMonth } from '../../../words/format.ts';
import { pathIn, sayIn } from '../../../words/words.ts';

export interface StatisticsPageProps {
  frame: PageFrame;
  /** Newest first, as `open`, which are the months that can be published. */
  published: readonly PublishedMonth[];
  open: readonly string[];
  isDone: boolean;
}

/** Which months everybody can read, and which can be published. */
export function StaffStatisticsPage(props: StatisticsPageProps): VNode {
  const { frame, published, isDone } = props;
  const { language } = frame;
  const say = sayIn(language);
  const notice = isDone && (
    <Alert kind="success" isStatus>
      {say('staff.stats.published')}
    </Alert>
  );
  return (
    <Layout frame={frame} title={say('staff.stats.h1')} notice={notice}>
      <p class="cl-lead">{say('staff.stats.lead')}</p>
      <h2>{say('staff.stats.done.h2')}</h2>
      {published.length === 0 ? (
        <p>{say('staff.stats.done.none')}</p>
      ) : (
        <Published frame={frame} published={published} />
      )}
      <p>
        <a class="usa-link cl-action" href={pathIn(language, '/statistics')}>
          {say('staff.stats.public')}
        </a>
      </p>
      <h2>{say('staff.stats.open.h2')}</h2>
      <Open {...props} />
    </Layout>
  );
}

function Published({ frame, published }: Pick<StatisticsPageProps, 'frame' | 'published'>): VNode {
  const { language } = frame;
  const say = sayIn(language);
  return (
    <Table
      caption={say('staff.stats.table')}
      headings={[
        say('staff.stats.th.month'),
        say('staff.stats.th.at'),
        say('staff.stats.th.tables'),
      ]}
      rows={published.map(({ month, publishedAt, tables }) => [
        <a class="usa-link cl-action" href={pathIn(language, `/staff/statistics/${month}`)}>
          {formatMonth(language, month)}
        </a>,
        <Moment frame={frame} at={publishedAt} />,
        formatCount(language, tables.length),
      ])}
    />
  );
}

function Open({ frame: { language }, open }: StatisticsPageProps): VNode {
  const say = sayIn(language);
  if (open.length === 0) return <p>{say('staff.stats.open.none')}</p>;
  return (
    <ul class="usa-list">
      {open.map((month) => (
        <li>
          <a class="usa-link cl-action" href={pathIn(language, `/staff/statistics/${month}`)}>
            {say('staff.stats.open.see', { month: formatMonth(language, month) })}
          </a>
        </li>
      ))}
    </ul>
  );
}
