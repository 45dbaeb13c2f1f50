import type { VNode } from 'preact';
import { Alert } from '../../ui/alert.tsx';
import { Actions, Button, ButtonLink } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Layout } from '../../ui/layout.tsx';
import { MarkedList, SummaryList } from '../../ui/lists.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { formatAmount } from '../../words/format.ts';
import { pathIn, sayIn } from '../../words/words.ts';
import type { Say } from '../../words/words.ts';

export interface SupportCodePageProps {
  frame: PageFrame;
  /** How long a code works. */
  minutes: number;
  /** Whether there is one that works now. */
  isLive: boolean;
  /** The code, right after it was made and never again. */
  code?: string;
}

/** What a code for the help desk lets staff see, and the way to make one or to end it. */
export function SupportCodePage({ frame, minutes, isLive, code }: SupportCodePageProps): VNode {
  const { language, site } = frame;
  const say = sayIn(language);
  const time = formatAmount(language, minutes, 'minute');
  const notice = isLive && code === undefined && (
    <Alert kind="info">{say('support.live', { time })}</Alert>
  );
  return (
    <Layout frame={frame} title={say('support.h1')} notice={notice || undefined}>
      <p class="cl-lead">{say('support.lead')}</p>
      {code !== undefined && <Made say={say} code={code} time={time} />}
      <h2>{say('support.see.h2')}</h2>
      <MarkedList mark="yes">
        <li>{say('support.see.1')}</li>
        <li>{say('support.see.2')}</li>
        <li>{say('support.see.3')}</li>
      </MarkedList>
      <h2>{say('support.not.h2')}</h2>
      <MarkedList mark="no">
        <li>{say('support.not.1')}</li>
        <li>{say('support.not.2')}</li>
      </MarkedList>
      <p>{say('support.activity')}</p>
      <p>{say('support.careful', { phone: site.phone })}</p>
      <Choices frame={frame} isLive={isLive} />
    </Layout>
  );
}

function Made({ say, code, time }: { say: Say; code: string; time: string }): VNode {
  return (
    <>
      <SummaryList
        rows={[{ term: say('support.code'), value: <span class="cl-code">{code}</span> }]}
      />
      <p>{say('support.works', { time })}</p>
    </>
  );
}

function Choices({ frame, isLive }: Pick<SupportCodePageProps, 'frame' | 'isLive'>): VNode {
  const say = sayIn(frame.language);
  return (
    <>
      <Form frame={frame} action="/account/support-code">
        <Actions>
          <Button look={isLive ? 'outline' : 'primary'}>
            {say(isLive ? 'support.btn.new' : 'support.btn')}
          </Button>
        </Actions>
      </Form>
      {isLive && (
        <Form frame={frame} action="/account/support-code/cancel">
          <Actions>
            <Button look="plain">{say('support.btn.cancel')}</Button>
          </Actions>
        </Form>
      )}
      <Actions>
        <ButtonLink look="plain" href={pathIn(frame.language, '/account/data')}>
          {say('support.back')}
        </ButtonLink>
      </Actions>
    </>
  );
}
