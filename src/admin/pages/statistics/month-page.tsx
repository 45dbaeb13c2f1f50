import type { VNode } from 'preact';
import { MonthTables } from '../../../statistics/month-tables.tsx';
import type { MonthTablesProps } from '../../../statistics/month-tables.tsx';
import { Alert } from '../../../ui/alert.tsx';
import { Actions, ButtonLink } from '../../../ui/button.tsx';
import { Layout } from '../../../ui/layout.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { formatMoment, formatMonth } from '../../../words/format.ts';
import { pathIn, sayIn } from '../../../words/words.ts';

export interface MonthPageProps extends MonthTablesProps {
  month: string;
  /** Null of a preview. */
  publishedAt: Date | null;
  canPublish: boolean;
}

/** A month as everybody reads it, or would read it. */
export function MonthPage(props: MonthPageProps): VNode {
  const { frame, month, publishedAt, canPublish, tables, names } = props;
  const { language, site } = frame;
  const say = sayIn(language);
  const named = formatMonth(language, month);
  return (
    <Layout
      frame={frame}
      title={
        publishedAt === null
          ? say('staff.stats.preview.h1', { month: named })
          : say('staff.stats.shown.h1', { month: named })
      }
    >
      {publishedAt === null ? (
        <p class="cl-lead">{say('staff.stats.preview.lead')}</p>
      ) : (
        <Alert kind="info">
          {say('staff.stats.preview.fixed', {
            time: formatMoment(language, publishedAt, site.timeZone),
          })}
        </Alert>
      )}
      <MonthTables frame={frame} tables={tables} names={names} />
      <Actions>
        {publishedAt === null && canPublish && (
          <ButtonLink href={pathIn(language, `/staff/statistics/${month}/publish`)}>
            {say('staff.stats.preview.publish')}
          </ButtonLink>
        )}
        <BackToStatistics frame={frame} />
      </Actions>
    </Layout>
  );
}

/** What is shown of a month that is not over, or of which not all counts are left. */
export function UnfitMonthPage({
  frame,
  why,
}: {
  frame: PageFrame;
  why: 'not-over' | 'too-old';
}): VNode {
  const say = sayIn(frame.language);
  return (
    <Layout frame={frame} title={say('staff.stats.unfit.h1')} isError>
      <p>{say(why === 'not-over' ? 'staff.stats.unfit.going' : 'staff.stats.unfit.old')}</p>
      <Actions>
        <BackToStatistics frame={frame} />
      </Actions>
    </Layout>
  );
}

function BackToStatistics({ frame: { language } }: { frame: PageFrame }): VNode {
  return (
    <ButtonLink look="plain" href={pathIn(language, '/staff/statistics')}>
      {sayIn(language)('staff.stats.back')}
    </ButtonLink>
  );
}
