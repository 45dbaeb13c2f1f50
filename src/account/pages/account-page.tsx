import type { VNode } from 'preact';
import { Alert } from '../../ui/alert.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Layout } from '../../ui/layout.tsx';
import { Card, CardList, SummaryList } from '../../ui/lists.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { formatDate } from '../../words/format.ts';
import { pathIn, sayIn, type Say } from '../../words/words.ts';

export interface LinkedAccount {
  id: string;
  provider: { id: string; label: string };
  /** Null where the resident chose not to save it, or the provider sent none. */
  name: string | null;
  userId: string;
  linkedAt: Date;
  lastUsedAt: Date | null;
  /** Whether this session was signed in with it. */
  isCurrent: boolean;
}

export interface AccountPageProps {
  frame: PageFrame;
  accounts: readonly LinkedAccount[];
  /** The providers that another account can be linked from. */
  providers: readonly { id: string; label: string }[];
  /** The result of what was just done, in the language of the page. */
  message?: string;
}

/** Everything that is kept about the linked accounts, and what can be done about each. */
export function AccountPage({ frame, accounts, providers, message }: AccountPageProps): VNode {
  const say = sayIn(frame.language);
  const notice = message && (
    <Alert kind="success" isStatus>
      {message}
    </Alert>
  );
  return (
    <Layout frame={frame} title={say('links.h1')} notice={notice}>
      <p class="cl-lead">{say('links.lead', { city: frame.site.city[frame.language] })}</p>
      {accounts.length === 1 && <Alert kind="warning">{say('links.one')}</Alert>}
      <CardList>
        {accounts.map((account) => (
          <AccountCard frame={frame} account={account} />
        ))}
      </CardList>
      <LinkAnother frame={frame} providers={providers} />
      <h2>{say('links.delete.h2')}</h2>
      <p>{say('links.delete.p')}</p>
      <ButtonLink look="outline" href={pathIn(frame.language, '/account/delete')}>
        {say('links.delete.btn')}
      </ButtonLink>
    </Layout>
  );
}

function AccountCard({ frame, account }: { frame: PageFrame; account: LinkedAccount }): VNode {
  const { language, site } = frame;
  const { id, provider, name, userId, linkedAt, lastUsedAt, isCurrent } = account;
  const say = sayIn(language);
  const rows = [
    { term: say('links.name'), value: name ?? say('links.noname') },
    { term: say('links.id'), value: userId },
    { term: say('links.linked'), value: formatDate(language, linkedAt, site.timeZone) },
    lastUsedAt && {
      term: say('links.used'),
      value: formatDate(language, lastUsedAt, site.timeZone),
    },
  ].filter((row) => row !== null);
  return (
    <Card title={provider.label}>
      {isCurrent && <p class="cl-tag">{say('links.current')}</p>}
      <SummaryList rows={rows} />
      <a class="usa-link cl-action" href={pathIn(language, `/account/links/${id}/remove`)}>
        {removeLabel(say, account)}
      </a>
    </Card>
  );
}

/** Names its object, so that two such links never sound the same. */
function removeLabel(say: Say, { provider, name, userId }: LinkedAccount): string {
  return name === null
    ? say('links.btn.remove.noname', { provider: provider.label, id: userId })
    : say('links.btn.remove', { provider: provider.label, name });
}

function LinkAnother({ frame, providers }: Pick<AccountPageProps, 'frame' | 'providers'>): VNode {
  const say = sayIn(frame.language);
  return (
    <>
      <h2 id="add">{say('links.add.h2')}</h2>
      <ul class="cl-providers" role="list">
        {providers.map(({ id, label }) => (
          <li>
            <ButtonLink look="outline" href={pathIn(frame.language, `/link/${id}`)}>
              {say('start.btn', { provider: label })}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </>
  );
}
