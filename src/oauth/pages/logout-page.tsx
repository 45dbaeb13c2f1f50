import type { VNode } from 'preact';
import { Actions, Button, ButtonLink } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Layout } from '../../ui/layout.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { pathIn, sayIn } from '../../words/words.ts';

/** Asks before a sign-out that some other site wants. Its form is the one behind every "Sign out". */
export function LogoutPage({ frame }: { frame: PageFrame }): VNode {
  const say = sayIn(frame.language);
  return (
    <Layout frame={frame} title={say('logout.h1')}>
      <p class="cl-lead">{say('logout.lead')}</p>
      <p>{say('logout.kept')}</p>
      <Form frame={frame} action="/sign-out">
        <Actions>
          <Button>{say('logout.btn.yes')}</Button>
          <ButtonLink look="plain" href={pathIn(frame.language, '/')}>
            {say('logout.btn.no')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  );
}
