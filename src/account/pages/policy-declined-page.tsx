import type { VNode } from 'preact';
import { Actions, Button, ButtonLink } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Layout } from '../../ui/layout.tsx';
import { MarkedList } from '../../ui/lists.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { pathIn, sayIn } from '../../words/words.ts';
import { Rest } from './policy-rest.tsx';
import type { RestProps } from './policy-rest.tsx';

export interface PolicyDeclinedPageProps extends RestProps {
  frame: PageFrame;
  /** The city app that waits for an answer, if one does. */
  app?: { name: string; request: string };
}

/** What still works without a yes, what does not, and how to change one's mind. */
export function PolicyDeclinedPage(props: PolicyDeclinedPageProps): VNode {
  const { frame, app } = props;
  const say = sayIn(frame.language);
  const again = app ? `/policy/changed?r=${app.request}` : '/policy/changed';
  return (
    <Layout frame={frame} title={say('policy.no.h1')}>
      <p class="cl-lead">{say('policy.no.p')}</p>
      <h2>{say('policy.no.can.h2')}</h2>
      <MarkedList mark="yes">
        <li>{say('policy.no.can.see')}</li>
        <li>{say('policy.no.can.copy')}</li>
        <li>{say('policy.no.can.remove')}</li>
        <li>{say('policy.no.can.delete')}</li>
      </MarkedList>
      <h2>{say('policy.no.cannot.h2')}</h2>
      <MarkedList mark="no">
        <li>{say('policy.no.cannot.link')}</li>
        <li>{say('policy.no.cannot.share')}</li>
      </MarkedList>
      <Rest {...props} />
      <Actions>
        {app && <BackToApp frame={frame} app={app} />}
        <ButtonLink look="outline" href={pathIn(frame.language, '/account')}>
          {say('policy.no.account')}
        </ButtonLink>
        <ButtonLink look="plain" href={pathIn(frame.language, again)}>
          {say('policy.no.again')}
        </ButtonLink>
      </Actions>
    </Layout>
  );
}

/** The app is told that the resident said no, as on the page that asks about it. */
function BackToApp({
  frame,
  app,
}: Required<Pick<PolicyDeclinedPageProps, 'frame' | 'app'>>): VNode {
  return (
    <Form frame={frame} action={`/connect/${app.request}`}>
      <Button name="decision" value="no">
        {sayIn(frame.language)('policy.no.back', { app: app.name })}
      </Button>
    </Form>
  );
}
