import type { VNode } from 'preact';
import { Alert } from '../../../ui/alert.tsx';
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { SummaryList } from '../../../ui/lists.tsx';
import { Moment } from '../../../ui/moment.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import type { NamedRetirement } from './keys-page.tsx';
import { KeySummary } from './retire-key-page.tsx';

export interface RetirementPageProps {
  frame: PageFrame;
  asked: NamedRetirement;
  /** Whether the reader asked, and so is not the one to answer. */
  isOwn: boolean;
}

/** Where a second person says yes or no. The form sends `answer`: `yes`, `no`. */
export function RetirementPage({ frame, asked, isOwn }: RetirementPageProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const { id, who, askedAt, endsAt } = asked;
  return (
    <Layout
      frame={frame}
      title={say('staff.keyanswer.h1')}
      isError={isOwn}
      notice={isOwn && <Alert kind="warning">{say('staff.keyanswer.same')}</Alert>}
    >
      <p class="cl-lead">{say('staff.keyanswer.lead')}</p>
      <KeySummary frame={frame} record={asked} />
      <SummaryList
        rows={[
          { term: say('staff.keyanswer.who'), value: who ?? say('audit.who.server') },
          { term: say('staff.keyanswer.when'), value: <Moment frame={frame} at={askedAt} /> },
          { term: say('staff.keyanswer.until'), value: <Moment frame={frame} at={endsAt} /> },
        ]}
      />
      {!isOwn && (
        <Form frame={frame} action={`/staff/keys/retirements/${id}`}>
          <Actions>
            <Button look="danger" name="answer" value="yes">
              {say('staff.keyanswer.yes')}
            </Button>
            <Button look="outline" name="answer" value="no">
              {say('staff.keyanswer.no')}
            </Button>
          </Actions>
        </Form>
      )}
      <BackToKeys frame={frame} />
    </Layout>
  );
}

/** What a request shows that was answered, is too old, or never was one. */
export function RetirementOverPage({ frame }: { frame: PageFrame }): VNode {
  const say = sayIn(frame.language);
  return (
    <Layout frame={frame} title={say('staff.keyanswer.over.h1')} isError>
      <p>{say('staff.keyanswer.over.p')}</p>
      <BackToKeys frame={frame} />
    </Layout>
  );
}

function BackToKeys({ frame: { language } }: { frame: PageFrame }): VNode {
  return (
    <Actions>
      <ButtonLink look="plain" href={pathIn(language, '/staff/keys')}>
        {sayIn(language)('staff.keystep.back')}
      </ButtonLink>
    </Actions>
  );
}
