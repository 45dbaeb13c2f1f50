import type { VNode } from 'preact';
import { Actions, Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Layout } from '../../ui/layout.tsx';
import { SummaryList } from '../../ui/lists.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { sayIn } from '../../words/words.ts';
import { newNamePath } from '../name-path.ts';
import type { Name } from '../../words/words.ts';

export interface NewNamePageProps {
  frame: PageFrame;
  linkId: string;
  /** The id of the name that waits for the answer. */
  pending: string;
  provider: { label: Name };
  /** What the provider sent, and what we keep; null where we keep none. */
  names: { theirs: string; ours: string | null };
}

/** A name that came from the provider, before it is saved. The form sends `decision` (save or keep). */
export function NewNamePage({ frame, linkId, pending, provider, names }: NewNamePageProps): VNode {
  const say = sayIn(frame.language);
  const { label } = provider;
  return (
    <Layout frame={frame} title={say('name.new.h1')}>
      <p class="cl-lead">{say('review.lead', { provider: label })}</p>
      <SummaryList
        rows={[
          { term: say('name.new.theirs', { provider: label }), value: names.theirs },
          { term: say('name.new.ours'), value: names.ours ?? say('links.noname') },
        ]}
      />
      <Form frame={frame} action={newNamePath(linkId, pending)}>
        <Actions>
          <Button name="decision" value="save">
            {say('name.new.btn.yes')}
          </Button>
          <Button look="outline" name="decision" value="keep">
            {say('name.new.btn.no')}
          </Button>
        </Actions>
      </Form>
    </Layout>
  );
}
