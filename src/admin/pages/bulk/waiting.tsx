import type { VNode } from 'preact';
import type { BulkPlan } from '../../../bulk/plan.ts';
import type { RequestWithLink } from '../../../bulk/revocation-requests.ts';
import type { Actor } from '../../../ledger/event-catalogue.ts';
import { Moment } from '../../../ui/moment.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { Table } from '../../../ui/table.tsx';
import { pathIn, sayIn } from '../../../words/words.ts';
import { shortId } from '../records/short-id.ts';
import { linksInWords } from './plan-words.ts';
import type { Name } from '../../../words/words.ts';

export interface WaitingProps {
  frame: PageFrame;
  waiting: {
    plans: readonly BulkPlan[];
    /** Single links over the hourly limit. */
    requests: readonly RequestWithLink[];
  };
  nameOf: (actor: Actor) => string;
  isReader: (actor: Actor) => boolean;
  providerName: (id: string) => Name;
  /** Whether the reader may say yes or no to what others asked for. */
  canAnswer: boolean;
}

interface Row {
  what: string;
  /** What tells it apart from others that look alike. */
  which: string;
  by: Actor;
  until: Date;
  path: string;
}

/** What a second person can answer now. */
export function Waiting(props: WaitingProps): VNode {
  const { frame, nameOf } = props;
  const say = sayIn(frame.language);
  const rows = [...planRows(props), ...requestRows(props)];
  const title = say('staff.bulk.waiting.h2');
  if (rows.length === 0) {
    return (
      <>
        <h2>{title}</h2>
        <p>{say('staff.bulk.waiting.none')}</p>
      </>
    );
  }
  return (
    <Table
      caption={title}
      headings={[
        say('staff.bulk.waiting.th.what'),
        say('staff.bulk.waiting.th.who'),
        say('staff.bulk.waiting.th.until'),
        say('staff.bulk.waiting.th.do'),
      ]}
      rows={rows.map((row) => [
        row.what,
        <bdi>{nameOf(row.by)}</bdi>,
        <Moment frame={frame} at={row.until} />,
        <WhatToDo {...props} row={row} />,
      ])}
    />
  );
}

function WhatToDo({ frame, canAnswer, isReader, row }: WaitingProps & { row: Row }): VNode {
  const { language } = frame;
  const say = sayIn(language);
  if (isReader(row.by)) return <>{say('staff.bulk.waiting.own')}</>;
  if (!canAnswer) return <>{say('staff.bulk.waiting.other')}</>;
  return (
    <a class="usa-link cl-action" href={pathIn(language, row.path)}>
      {say('staff.bulk.waiting.answer')}{' '}
      <span class="usa-sr-only">{`${row.what}, ${row.which}`}</span>
    </a>
  );
}

function planRows({ frame: { language }, waiting, providerName }: WaitingProps): Row[] {
  const say = sayIn(language);
  return waiting.plans.map(({ id, links, filter, plannedBy, expiresAt }) => ({
    what: say('staff.bulk.waiting.plan', {
      links: linksInWords(language, links),
      provider: providerName(filter.provider),
    }),
    which: shortId(id),
    by: plannedBy,
    until: expiresAt,
    path: `/staff/bulk/${id}/answer`,
  }));
}

function requestRows({ frame: { language }, waiting, providerName }: WaitingProps): Row[] {
  const say = sayIn(language);
  return waiting.requests.map(({ id, link, requestedBy, endsAt }) => ({
    what: link
      ? say('staff.bulk.waiting.one', { provider: providerName(link.provider) })
      : say('staff.bulk.waiting.gone'),
    which: shortId(id),
    by: requestedBy,
    until: endsAt,
    path: `/staff/bulk/requests/${id}`,
  }));
}
