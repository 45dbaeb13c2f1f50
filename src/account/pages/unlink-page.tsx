import type { VNode } from 'preact';
import { Actions, Button, ButtonLink } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Layout } from '../../ui/layout.tsx';
import { MarkedList, SummaryList } from '../../ui/lists.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { formatAmount, formatList } from '../../words/format.ts';
import { nameIn, pathIn, sayIn, type Language } from '../../words/words.ts';
import type { LinkedAccount } from './account-page.tsx';

type NamedAccount = Pick<LinkedAccount, 'provider' | 'name' | 'userId'>;

export interface UnlinkPageProps {
  frame: PageFrame;
  account: NamedAccount & { id: string };
  /** The accounts that stay and that somebody can sign in with; at least one, since the last one has a page of its own. */
  others: readonly NamedAccount[];
  /** Names of the city services that are told. */
  told: readonly string[];
  /** How long a token that was given out may go on working where nobody asks us. */
  tokenSeconds: number;
}

/** What removing one link does, before it is done. */
export function UnlinkPage(props: UnlinkPageProps): VNode {
  const { frame, account, others, told, tokenSeconds } = props;
  const { language } = frame;
  const say = sayIn(language);
  const provider = account.provider.label;
  const stay = others.map(
    (other) => `${nameIn(language, other.provider.label)} (${other.name ?? other.userId})`,
  );
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
        <Told language={language} apps={told} tokenSeconds={tokenSeconds} />
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

interface ToldProps {
  language: Language;
  apps: readonly string[];
  tokenSeconds: number;
}

/** Who hears of it, and how long it may go on where nobody asks. */
function Told({ language, apps, tokenSeconds }: ToldProps): VNode | null {
  if (apps.length === 0) return null;
  const say = sayIn(language);
  const time = formatAmount(language, Math.ceil(tokenSeconds / 60), 'minute');
  return (
    <>
      <li>{say('unlink.told', { apps: formatList(language, apps, 'and') })}</li>
      <li>{say('unlink.late', { time })}</li>
    </>
  );
}
