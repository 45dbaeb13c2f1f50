import type { VNode } from 'preact';
import { Alert } from '../../ui/alert.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Layout } from '../../ui/layout.tsx';
import { Card, CardList, SummaryList } from '../../ui/lists.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { formatDate } from '../../words/format.ts';
import { nameIn, pathIn, sayIn, type Say } from '../../words/words.ts';
import type { ActivityLine } from '../../activity/activity-lines.ts';
import { HeldNotice } from './held-notice.tsx';
import { SinceLastVisit } from './since-last-visit.tsx';
import { NameNotices, type NameChange } from './name-notices.tsx';
import type { Name } from '../../words/words.ts';

export interface LinkedAccount {
  id: string;
  provider: { id: string; label: Name };
  /** Null where the resident chose not to save it, or the provider sent none. */
  name: string | null;
  userId: string;
  linkedAt: Date;
  lastUsedAt: Date | null;
  /** Whether somebody is signed in with it now. */
  isCurrent: boolean;
  /** Its provider says that it does not work. */
  isSuspended?: boolean;
}

export interface AccountPageProps {
  frame: PageFrame;
  accounts: readonly LinkedAccount[];
  /** The providers that another account can be linked from. */
  providers: readonly { id: string; label: Name; isAvailable: boolean }[];
  /** What happened since the last visit. */
  news: readonly ActivityLine[];
  /** When the record is going to be deleted, if the resident wished for that. */
  deletedBy?: Date | null;
  /** Names that changed at a provider and wait for a yes. */
  nameChanges?: readonly NameChange[];
}

/** Everything that is kept about the linked accounts, and what can be done about each. */
export function AccountPage(props: AccountPageProps): VNode {
  const { frame, accounts, providers, news, deletedBy, nameChanges = [] } = props;
  const say = sayIn(frame.language);
  const waysIn = accounts.filter(({ isSuspended }) => !isSuspended);
  return (
    <Layout
      frame={frame}
      title={say('links.h1')}
      notice={deletedBy && <HeldNotice frame={frame} deletedBy={deletedBy} />}
    >
      <SinceLastVisit frame={frame} lines={news} />
      <p class="cl-lead">
        {waysIn.length === accounts.length
          ? say('links.lead', { city: frame.site.city[frame.language] })
          : say('links.lead.some')}
      </p>
      {waysIn.length === 1 && (
        <Alert kind="warning">{say(accounts.length === 1 ? 'links.one' : 'links.one.works')}</Alert>
      )}
      <NameNotices frame={frame} changes={nameChanges} />
      <CardList>
        {accounts.map((account) => (
          <AccountCard frame={frame} account={account} />
        ))}
      </CardList>
      <LinkAnother frame={frame} providers={providers} />
      <a class="usa-link cl-action" href={pathIn(frame.language, '/account/sessions')}>
        {say('sessions.link')}
      </a>
      <DeleteEverything frame={frame} isDue={Boolean(deletedBy)} />
    </Layout>
  );
}

/** Where the record is going to be deleted anyway, this is how to have it done sooner. */
function DeleteEverything({ frame, isDue }: { frame: PageFrame; isDue: boolean }): VNode {
  const say = sayIn(frame.language);
  return (
    <>
      <h2>{say('links.delete.h2')}</h2>
      <p>{say(isDue ? 'links.delete.sooner.p' : 'links.delete.p')}</p>
      <ButtonLink look="outline" href={pathIn(frame.language, '/account/delete')}>
        {say(isDue ? 'links.delete.sooner.btn' : 'links.delete.btn')}
      </ButtonLink>
    </>
  );
}

function AccountCard({ frame, account }: { frame: PageFrame; account: LinkedAccount }): VNode {
  const { language, site } = frame;
  const { id, provider, name, userId, linkedAt, lastUsedAt, isCurrent, isSuspended } = account;
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
    <Card title={nameIn(frame.language, provider.label)}>
      {isCurrent && <p class="cl-tag">{say('links.current')}</p>}
      {isSuspended && (
        <Alert kind="warning">{say('links.suspended', { provider: provider.label })}</Alert>
      )}
      <SummaryList rows={rows} />
      <ul class="cl-card__actions" role="list">
        <CardAction frame={frame} path={`/account/links/${id}/receipt`}>
          {receiptLabel(say, account)}
        </CardAction>
        <CardAction frame={frame} path={`/account/links/${id}/name`}>
          {chooseLabel(say, account)}
        </CardAction>
        <CardAction frame={frame} path={`/account/links/${id}/remove`}>
          {removeLabel(say, account)}
        </CardAction>
      </ul>
    </Card>
  );
}

type CardActionProps = Pick<AccountPageProps, 'frame'> & { path: string; children: string };

function CardAction({ frame, path, children }: CardActionProps): VNode {
  return (
    <li>
      <a class="usa-link cl-action" href={pathIn(frame.language, path)}>
        {children}
      </a>
    </li>
  );
}

function chooseLabel(say: Say, { provider, name, userId }: LinkedAccount): string {
  return name === null
    ? say('links.btn.choose.noname', { provider: provider.label, id: userId })
    : say('links.btn.choose', { provider: provider.label, name });
}

/** Names its object, so that two such links never sound the same. */
function removeLabel(say: Say, { provider, name, userId }: LinkedAccount): string {
  return name === null
    ? say('links.btn.remove.noname', { provider: provider.label, id: userId })
    : say('links.btn.remove', { provider: provider.label, name });
}

function receiptLabel(say: Say, { provider, name, userId }: LinkedAccount): string {
  return name === null
    ? say('receipt.link.noname', { provider: provider.label, id: userId })
    : say('receipt.link', { provider: provider.label, name });
}

function LinkAnother({ frame, providers }: Pick<AccountPageProps, 'frame' | 'providers'>): VNode {
  const say = sayIn(frame.language);
  return (
    <>
      <h2 id="add">{say('links.add.h2')}</h2>
      <ul class="cl-providers" role="list">
        {providers.map(({ id, label, isAvailable }) => (
          <li>
            {isAvailable ? (
              <ButtonLink look="outline" href={pathIn(frame.language, `/link/${id}`)}>
                {say('start.btn', { provider: label })}
              </ButtonLink>
            ) : (
              say('start.unavailable', { provider: label })
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
