import type { VNode } from 'preact';
import type { AttentionItem } from '../../../platform/attention/attention.ts';
import { Chart, ChartPatterns } from '../../../ui/chart.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { SummaryList } from '../../../ui/lists.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { formatCount } from '../../../words/format.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import type { PlainKey } from '../../../words/words.ts';
import type { Now } from '../../dashboard/dashboard.ts';
import type { Figure } from '../../dashboard/figure.ts';
import { rangeNames } from '../../dashboard/range.ts';
import type { RangeName } from '../../dashboard/range.ts';

export interface StaffHomePageProps {
  frame: PageFrame;
  items: readonly AttentionItem[];
  now: Now;
  charts: readonly Figure[];
  /** What was chosen; null while each chart goes as far back as suits it. */
  range: RangeName | null;
}

/** Where staff arrive. What needs somebody comes first; how it goes comes after. */
export function StaffHomePage(props: StaffHomePageProps): VNode {
  const { frame, now } = props;
  const say = sayIn(frame.language);
  return (
    <Layout frame={frame} title={say('staff.nav.home')}>
      <h2>{say('staff.home.attention.h2')}</h2>
      <AttentionList {...props} />
      <h2>{say('staff.home.now.h2')}</h2>
      <Tiles frame={frame} now={now} />
      <h2>{say('staff.home.charts.h2')}</h2>
      <Ranges {...props} />
      <ChartPatterns />
      <Charts {...props} />
    </Layout>
  );
}

function AttentionList({ frame: { language }, items }: StaffHomePageProps): VNode {
  if (items.length === 0) return <p>{sayIn(language)('staff.home.attention.none')}</p>;
  return (
    <ul class="cl-attention" role="list">
      {items.map(({ says, path }) => (
        <li>
          {path === undefined ? (
            says(language)
          ) : (
            <a class="usa-link" href={pathIn(language, path)}>
              {says(language)}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}

function Tiles({ frame: { language }, now }: Pick<StaffHomePageProps, 'frame' | 'now'>): VNode {
  const say = sayIn(language);
  const row = (term: string, count: number) => ({ term, value: formatCount(language, count) });
  return (
    <SummaryList
      rows={[
        row(say('staff.home.residents'), now.residents),
        ...now.linked.map(({ provider, links }) =>
          row(say('staff.home.linked', { provider }), links),
        ),
        row(say('staff.home.added'), now.addedToday),
        row(say('staff.home.removed'), now.removedToday),
      ]}
    />
  );
}

const rangeWords: Readonly<Record<RangeName, PlainKey>> = {
  '24h': 'staff.home.range.24h',
  '7d': 'staff.home.range.7d',
  '30d': 'staff.home.range.30d',
};

function Ranges({ frame: { language }, range }: StaffHomePageProps): VNode {
  const say = sayIn(language);
  return (
    <nav class="cl-pages" aria-label={say('staff.home.range')}>
      {rangeNames.map((name) => (
        <a
          href={pathIn(language, `/staff?range=${name}`)}
          aria-current={name === range ? 'true' : undefined}
        >
          {say(rangeWords[name])}
        </a>
      ))}
    </nav>
  );
}

/** Each file is of the range that is shown. */
function Charts({ frame: { language }, charts, range }: StaffHomePageProps): VNode {
  const query = range === null ? '' : `?range=${range}`;
  return (
    <>
      {charts.map(({ file, ...figure }) => (
        <Chart {...figure} language={language} file={`/staff/figures/${file}.csv${query}`} />
      ))}
    </>
  );
}
