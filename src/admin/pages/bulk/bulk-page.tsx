import type { VNode } from 'preact';
import { isOpen } from '../../../bulk/plan.ts';
import type { BulkPlan } from '../../../bulk/plan.ts';
import type { Actor } from '../../../ledger/event-catalogue.ts';
import { Actions, ButtonLink } from '../../../ui/button.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Moment } from '../../../ui/moment.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { Table } from '../../../ui/table.tsx';
import { formatMoment } from '../../../words/format.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import { shortId } from '../records/short-id.ts';
import { linksInWords, stateWords } from './plan-words.ts';
import { Waiting } from './waiting.tsx';
import type { WaitingProps } from './waiting.tsx';

export interface BulkPageProps extends WaitingProps {
  frame: PageFrame;
  plans: readonly BulkPlan[];
  /** Whether these are not the newest ones. */
  isLater: boolean;
  /** The plan that the next page begins after; null when this is the last page. */
  older: string | null;
  nameOf: (actor: Actor) => string;
  /** Whether the reader may make plans. */
  canPlan: boolean;
}

/** Plans to remove many links, and before them what waits for a second person. */
export function BulkPage(props: BulkPageProps): VNode {
  const { frame, canPlan } = props;
  const { language } = frame;
  const say = sayIn(language);
  return (
    <Layout frame={frame} title={say('staff.bulk.h1')}>
      <p class="cl-lead">{say(canPlan ? 'staff.bulk.lead' : 'staff.bulk.lead.readers')}</p>
      {canPlan && (
        <Actions>
          <ButtonLink href={pathIn(language, '/staff/bulk/new')}>
            {say('staff.bulk.new')}
          </ButtonLink>
        </Actions>
      )}
      <Waiting {...props} />
      <Plans {...props} />
      <Pages {...props} />
    </Layout>
  );
}

function Plans({ frame, plans, isLater, nameOf }: BulkPageProps): VNode {
  const say = sayIn(frame.language);
  if (plans.length === 0) {
    return (
      <>
        <h2>{say('staff.bulk.table')}</h2>
        <p>{say(isLater ? 'staff.bulk.none.older' : 'staff.bulk.none')}</p>
      </>
    );
  }
  return (
    <Table
      caption={say('staff.bulk.table')}
      headings={[say('staff.bulk.th.plan'), say('staff.bulk.th.state'), say('staff.bulk.th.who')]}
      rows={plans.map((plan) => [
        <>
          <a class="usa-link" href={pathIn(frame.language, `/staff/bulk/${plan.id}`)}>
            <span class="cl-whole">{shortId(plan.id)}</span>
          </a>
          <span class="cl-own-line">{linksInWords(frame.language, plan.links)}</span>
        </>,
        <State frame={frame} plan={plan} />,
        <>
          <bdi>{nameOf(plan.plannedBy)}</bdi>
          <span class="cl-own-line cl-quiet">
            <Moment frame={frame} at={plan.plannedAt} />
          </span>
        </>,
      ])}
    />
  );
}

/** Of one that goes on by itself or is over, when. */
function State({ frame, plan }: { frame: PageFrame; plan: BulkPlan }): VNode {
  const { language, site } = frame;
  const say = sayIn(language);
  const at = (moment: Date) => ({ time: formatMoment(language, moment, site.timeZone) });
  return (
    <>
      {say(stateWords[plan.state])}
      {isOpen(plan) && (
        <span class="cl-own-line cl-quiet">{say('staff.bulk.until', at(plan.expiresAt))}</span>
      )}
      {plan.endedAt && (
        <span class="cl-own-line cl-quiet">{say('staff.bulk.ended', at(plan.endedAt))}</span>
      )}
    </>
  );
}

function Pages({ frame: { language }, isLater, older }: BulkPageProps): VNode | null {
  if (!isLater && older === null) return null;
  const say = sayIn(language);
  return (
    <nav class="cl-pages" aria-label={say('staff.bulk.pages')}>
      {isLater && <a href={pathIn(language, '/staff/bulk')}>{say('staff.bulk.newest')}</a>}
      {older !== null && (
        <a rel="next" href={pathIn(language, `/staff/bulk?before=${older}`)}>
          {say('staff.bulk.older')}
        </a>
      )}
    </nav>
  );
}
