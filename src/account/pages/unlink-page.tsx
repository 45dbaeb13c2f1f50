import type { VNode } from 'preact';
import { Actions, Button, ButtonLink } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Layout } from '../../ui/layout.tsx';
import { MarkedList, SummaryList } from '../../ui/lists.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { formatList } from '../../words/format.ts';
import { pathIn, sayIn } from '../../words/words.ts';
import type { LinkedAccount } from './account-page.tsx';

type NamedAccount = Pick<LinkedAccount, 'provider' | 'name' | 'userId'>;

export interface UnlinkPageProps {
  frame: PageFrame;
  account: NamedAccount & { id: string };
  /** The accounts that stay; at least one, since the last one has a page of its own. */
  others: readonly NamedAccount[];
}

/** What removing one link does, before it is done. */
export function UnlinkPage({ frame, account, others }: UnlinkPageProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const provider = account.provider.label;
  const stay = others.map((other) => `${other.provider.label} (${other.name ?? other.userId})`);
  return (
    <Layout frame={frame} title={say('unlink.h1', { provider })}>
      <SummaryList
        rows={[
          { term: say('links.name'), value: account.name ?? say('links.noname') },
          { term: say('links.id'), value: account.userId },
        ]}
      />
      <p>{say('unlink.lead')}</p>
      <MarkedList mark="dot">
        <li>{say('unlink.1', { provider })}</li>
        <li>{say('unlink.2')}</li>
        <li>{say('unlink.3')}</li>
        <li>{say('unlink.4', { provider })}</li>
      </MarkedList>
      <p>{say('unlink.still', { others: formatList(language, stay, 'and') })}</p>
      <Form frame={frame} action={`/account/links/${account.id}/remove`}>
        <Actions>
          <Button look="danger">{say('unlink.btn.yes')}</Button>
          <ButtonLink look="plain" href={pathIn(language, '/account')}>
            {say('unlink.btn.no')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  );
}
