import type { VNode } from 'preact';
import type { RequestWithLink } from '../../../bulk/revocation-requests.ts';
import { Alert } from '../../../ui/alert.tsx';
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { SummaryList } from '../../../ui/lists.tsx';
import type { SummaryRow } from '../../../ui/lists.tsx';
import { Moment } from '../../../ui/moment.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { nameIn, pathIn, sayIn } from '../../../words/words.ts';
import type { InEachLanguage, Name } from '../../../words/words.ts';
import { blockWords, reasonIn } from '../records/order-words.ts';
import { Reads } from '../records/reads.tsx';
import { shortId } from '../records/short-id.ts';

export interface RequestPageProps {
  frame: PageFrame;
  request: RequestWithLink;
  /** Whoever asked. */
  who: string;
  /** Whether that is the reader, who is then not the one to answer. */
  isOwn: boolean;
  providerName: (id: string) => Name;
  /** What the resident will read; null when the link is gone. */
  reads: InEachLanguage | null;
}

/** Where a second person says yes or no to removing one link. The form sends `answer`: `yes`, `no`. */
export function RequestPage(props: RequestPageProps): VNode {
  const { frame, request, isOwn, reads } = props;
  const { language } = frame;
  const say = sayIn(language);
  const isWaiting = request.state === 'waiting';
  return (
    <Layout
      frame={frame}
      title={say(isWaiting ? 'staff.request.h1' : 'staff.request.answered.h1')}
      isError={isOwn && isWaiting}
      notice={<Notice {...props} />}
    >
      {isWaiting && <p class="cl-lead">{say('staff.request.lead')}</p>}
      <Facts {...props} />
      {isWaiting && reads && <Reads say={say} reads={reads} />}
      {isWaiting && !isOwn && <Answer {...props} />}
      <Actions>
        <ButtonLink look="plain" href={pathIn(language, '/staff/bulk')}>
          {say('staff.bulk.back')}
        </ButtonLink>
      </Actions>
    </Layout>
  );
}

function Answer({ frame, request }: RequestPageProps): VNode {
  const say = sayIn(frame.language);
  return (
    <Form frame={frame} action={`/staff/bulk/requests/${request.id}`}>
      <Actions>
        <Button look="danger" name="answer" value="yes">
          {say('staff.request.yes')}
        </Button>
        <Button look="outline" name="answer" value="no">
          {say('staff.request.no')}
        </Button>
      </Actions>
    </Form>
  );
}

function Notice({ frame, request, isOwn }: RequestPageProps): VNode | null {
  const say = sayIn(frame.language);
  switch (request.state) {
    case 'waiting':
      if (isOwn) return <Alert kind="warning">{say('staff.request.own')}</Alert>;
      return request.link ? null : <Alert kind="info">{say('staff.request.gone')}</Alert>;
    case 'approved':
      return <Done>{say('staff.request.says.approved')}</Done>;
    case 'rejected':
      return <Done>{say('staff.request.says.rejected')}</Done>;
    case 'expired':
      return <Done>{say('staff.request.says.expired')}</Done>;
    default:
      return request.state satisfies never;
  }
}

function Done({ children }: { children: string }): VNode {
  return (
    <Alert kind="info" isStatus>
      {children}
    </Alert>
  );
}

function Facts(props: RequestPageProps): VNode {
  const { frame, request, who } = props;
  const say = sayIn(frame.language);
  const { reason, ticket, blockFor, state, requestedAt, endsAt } = request;
  const until = { term: say('staff.request.until'), value: <Moment frame={frame} at={endsAt} /> };
  return (
    <SummaryList
      rows={[
        ...linkRows(props),
        { term: say('staff.bulk.plan.reason'), value: reasonIn(say, reason) },
        ...(ticket === null ? [] : [{ term: say('staff.bulk.plan.ticket'), value: ticket }]),
        ...(blockFor
          ? [{ term: say('staff.request.block'), value: say(blockWords[blockFor]) }]
          : []),
        { term: say('staff.request.who'), value: who },
        { term: say('staff.request.when'), value: <Moment frame={frame} at={requestedAt} /> },
        ...(state === 'waiting' ? [until] : []),
      ]}
    />
  );
}

function linkRows({ frame, request: { link }, providerName }: RequestPageProps): SummaryRow[] {
  if (link === null) return [];
  const { language } = frame;
  const say = sayIn(language);
  const { residentId, provider, linkedAt, usedAt } = link;
  return [
    {
      term: say('staff.bulk.plan.provider'),
      value: nameIn(frame.language, providerName(provider)),
    },
    {
      term: say('staff.request.record'),
      value: (
        <a class="usa-link cl-action" href={pathIn(language, `/staff/records/${residentId}`)}>
          {say('staff.request.open')} {shortId(residentId)}
        </a>
      ),
    },
    { term: say('staff.request.linked'), value: <Moment frame={frame} at={linkedAt} /> },
    { term: say('staff.request.used'), value: <Moment frame={frame} at={usedAt} /> },
  ];
}
