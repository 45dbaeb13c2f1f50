import type { VNode } from 'preact';
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { pathIn, sayIn } from '../../../words/words.ts';

/** The question before a draft is thrown away. */
export function DiscardPage({ frame, revision }: { frame: PageFrame; revision: number }): VNode {
  const { language } = frame;
  const say = sayIn(language);
  return (
    <Layout frame={frame} title={say('staff.policy.discard.h1')}>
      <p class="cl-lead">{say('staff.policy.discard.p')}</p>
      <Form
        frame={frame}
        action="/staff/policy/draft/discard"
        hidden={{ revision: String(revision) }}
      >
        <Actions>
          <Button look="danger">{say('staff.policy.discard.btn')}</Button>
          <ButtonLink look="plain" href={pathIn(language, '/staff/policy/draft/preview')}>
            {say('staff.policy.discard.no')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  );
}
