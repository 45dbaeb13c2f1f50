import type { VNode } from 'preact';
import type { LinkBlock } from '../../../links/link-blocks.ts';
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { SummaryList } from '../../../ui/lists.tsx';
import { Moment } from '../../../ui/moment.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import { reasonIn } from '../records/order-words.ts';
import type { Name } from '../../../words/words.ts';

export interface BlockPageProps {
  frame: PageFrame;
  /** How people call the provider. */
  provider: Name;
  /** Null when the account is not blocked. */
  block: LinkBlock | null;
}

/** The block on an account, or that there is none. Lifting it sends `block`. */
export function BlockPage({ frame, provider, block }: BlockPageProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  return (
    <Layout frame={frame} title={say(block ? 'staff.block.h1' : 'staff.block.none.h1')}>
      {block === null ? (
        <>
          <p class="cl-lead">{say('staff.block.none.p', { provider })}</p>
          <p>{say('staff.block.none.over')}</p>
        </>
      ) : (
        <Held frame={frame} provider={provider} block={block} />
      )}
      <Actions>
        <ButtonLink look="plain" href={pathIn(language, '/staff/blocks')}>
          {say('staff.blocks.again')}
        </ButtonLink>
      </Actions>
    </Layout>
  );
}

function Held({ frame, provider, block }: BlockPageProps & { block: LinkBlock }): VNode {
  const say = sayIn(frame.language);
  const { id, reason, madeAt, endsAt } = block;
  return (
    <>
      <SummaryList
        rows={[
          { term: say('staff.block.provider'), value: provider },
          { term: say('staff.block.reason'), value: reasonIn(say, reason) },
          { term: say('staff.block.made'), value: <Moment frame={frame} at={madeAt} /> },
          {
            term: say('staff.block.until'),
            value: endsAt ? <Moment frame={frame} at={endsAt} /> : say('staff.block.until.lifted'),
          },
        ]}
      />
      <p>{say('staff.block.lift.p')}</p>
      <Form frame={frame} action="/staff/blocks/lift" hidden={{ block: id }}>
        <Button>{say('staff.block.lift.btn')}</Button>
      </Form>
    </>
  );
}
