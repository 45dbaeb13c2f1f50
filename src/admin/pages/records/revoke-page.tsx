import type { VNode } from 'preact';
import type { OpenedLink, OpenedRecord } from '../../../support/opened-record.ts';
import { MarkedList, SummaryList } from '../../../ui/lists.tsx';
import { formatExactly, formatList, formatSeconds } from '../../../words/format.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import { OrderPage } from './order-page.tsx';
import type { OrderPageProps } from './order-page.tsx';
import { blockWords, reasonIn } from './order-words.ts';
import type { Name } from '../../../words/words.ts';

export interface RevokePageProps extends Pick<
  OrderPageProps,
  'frame' | 'asks' | 'sent' | 'problems' | 'reads'
> {
  record: OpenedRecord;
  link: OpenedLink;
  provider: Name;
  /** Until when a token that was given out can go on working where nobody asks us. */
  tokensUntil: Date;
  /** How long a record waits that nobody can sign in to. */
  unreachableSeconds: number;
}

/** What removing a link does, before it is done, and on the last step what was given for it. */
export function RevokePage(props: RevokePageProps): VNode {
  const { frame, record, link, provider, tokensUntil } = props;
  const { language, site } = frame;
  const say = sayIn(language);
  const apps = record.services.map(({ name }) => name);
  const time = formatExactly(language, tokensUntil, site.timeZone);
  return (
    <OrderPage
      {...props}
      record={record.id}
      title={say('revoke.h1', { provider })}
      action={`/staff/records/${record.id}/links/${link.id}/revoke`}
      button={say('revoke.btn')}
    >
      <p class="cl-lead">
        <bdi>
          {say('revoke.which', { name: link.name ?? say('found.nameless'), id: link.userId })}
        </bdi>
      </p>
      <h2>{say('revoke.what.h2')}</h2>
      <MarkedList mark="dot">
        <li>{say('revoke.1')}</li>
        <li>{say('revoke.2')}</li>
        <li>{say('revoke.3', { time })}</li>
        <li>
          {apps.length > 0
            ? say('revoke.told', { apps: formatList(language, apps, 'and') })
            : say('revoke.told.none')}
        </li>
      </MarkedList>
      {record.links.length === 1 && <OnlyLink {...props} />}
      {props.reads && <FilledIn {...props} />}
    </OrderPage>
  );
}

/** What was just given, to be checked before the last click. */
function FilledIn({ frame, record, link, sent }: RevokePageProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const { reason, ticket, blockFor } = sent;
  const form = pathIn(language, `/staff/records/${record.id}/links/${link.id}/revoke`);
  return (
    <>
      <h2>{say('revoke.filled.h2')}</h2>
      <SummaryList
        rows={[
          ...(reason ? [{ term: say('order.reason'), value: reasonIn(say, reason) }] : []),
          { term: say('staff.bulk.plan.ticket'), value: ticket || say('audit.nothing') },
          {
            term: say('order.block'),
            value: say(blockFor ? blockWords[blockFor] : 'order.block.no'),
          },
        ]}
      />
      <p>
        <a class="usa-link cl-action" href={form}>
          {say('revoke.filled.again')}
        </a>
      </p>
    </>
  );
}

function OnlyLink({ frame, unreachableSeconds }: RevokePageProps): VNode {
  const say = sayIn(frame.language);
  return (
    <>
      <h2>{say('revoke.only.h2')}</h2>
      <MarkedList mark="dot">
        <li>{say('revoke.only.1')}</li>
        <li>{say('revoke.only.2', { time: formatSeconds(frame.language, unreachableSeconds) })}</li>
        <li>{say('revoke.only.3')}</li>
      </MarkedList>
    </>
  );
}
