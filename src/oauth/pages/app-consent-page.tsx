import type { VNode } from 'preact';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Layout } from '../../ui/layout.tsx';
import { MarkedList } from '../../ui/lists.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { formatAmount, formatDate } from '../../words/format.ts';
import { pathIn, sayIn } from '../../words/words.ts';
import type { InEachLanguage } from '../../words/words.ts';
import { AccountChoice, OnlyAccount } from './shown-accounts.tsx';
import type { AccountParts, ShownAccount } from './shown-accounts.tsx';

export interface AppConsentPageProps {
  frame: PageFrame;
  app: {
    name: string;
    /** Who runs it, in Spanish with its article. */
    department: InEachLanguage;
    /** Why it asks. */
    purpose: InEachLanguage;
  };
  /** What it asks for besides the ID number that every app gets. */
  asksFor: AccountParts & { stay: boolean };
  /** The resident's accounts, with the values as they are. */
  accounts: readonly ShownAccount[];
  lastsDays: number;
  policy: { version: number; since: Date };
  /** Where the form goes, and what must come back with the answer. */
  action: string;
  hidden?: Readonly<Record<string, string>>;
}

/**
 * What one city app would see, value by value. The form sends `decision` (yes or no) and `link` for each account
 * that the app may see.
 */
export function AppConsentPage(props: AppConsentPageProps): VNode {
  const { frame, app, action, accounts, asksFor } = props;
  const only = seesAccounts(asksFor) && accounts.length === 1 ? accounts[0] : undefined;
  const hidden = { ...props.hidden, link: only?.id };
  const say = sayIn(frame.language);
  const city = frame.site.city[frame.language];
  return (
    <Layout frame={frame} title={say('appconsent.h1', { app: app.name })}>
      <p class="cl-lead">
        {say('appconsent.lead', {
          app: app.name,
          city,
          department: app.department[frame.language],
        })}
      </p>
      <h2>{say('appconsent.why.h2', { app: app.name })}</h2>
      <p>{app.purpose[frame.language]}</p>
      <WillGet {...props} />
      <WillNotGet {...props} />
      <HowLong {...props} />
      <Form frame={frame} action={action} hidden={hidden}>
        {hasChoice(props) && (
          <AccountChoice frame={frame} app={app} accounts={accounts} parts={asksFor} />
        )}
        <div class="cl-equal">
          <Button look="outline" name="decision" value="yes">
            {say('appconsent.btn.yes')}
          </Button>
          <Button look="outline" name="decision" value="no">
            {say('appconsent.btn.no')}
          </Button>
        </div>
      </Form>
    </Layout>
  );
}

function seesAccounts({ names, userIds }: AccountParts): boolean {
  return names || userIds;
}

/** With one account there is nothing to choose: the yes is for it. */
function hasChoice({ accounts, asksFor }: AppConsentPageProps): boolean {
  return seesAccounts(asksFor) && accounts.length > 1;
}

function WillGet(props: AppConsentPageProps): VNode {
  const { frame, app, asksFor, accounts } = props;
  const say = sayIn(frame.language);
  const chosen = hasChoice(props);
  const values = !chosen && <OnlyAccount frame={frame} accounts={accounts} parts={asksFor} />;
  return (
    <>
      <h2>{say('appconsent.get.h2', { app: app.name })}</h2>
      <MarkedList mark="yes">
        <li>{say('appconsent.get.id', { app: app.name })}</li>
        {asksFor.names && (
          <li>
            {say(chosen ? 'appconsent.get.names.chosen' : 'appconsent.get.names')}
            {!asksFor.userIds && values}
          </li>
        )}
        {asksFor.userIds && (
          <li>
            {say(chosen ? 'appconsent.get.ids.chosen' : 'appconsent.get.ids')}
            {values}
          </li>
        )}
        {asksFor.stay && <li>{say('appconsent.get.stay')}</li>}
      </MarkedList>
    </>
  );
}

function WillNotGet({ frame, app, asksFor }: AppConsentPageProps): VNode {
  const say = sayIn(frame.language);
  return (
    <>
      <h2>{say('appconsent.notget.h2', { app: app.name })}</h2>
      <MarkedList mark="no">
        <li>{say('appconsent.notget.passwords')}</li>
        {!asksFor.names && <li>{say('appconsent.notget.names')}</li>}
        {!asksFor.userIds && <li>{say('appconsent.notget.ids')}</li>}
        <li>{say('appconsent.notget.services')}</li>
      </MarkedList>
    </>
  );
}

function HowLong({ frame, app, lastsDays, policy }: AppConsentPageProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const time = formatAmount(language, lastsDays, 'day');
  const date = formatDate(language, policy.since, frame.site.timeZone);
  return (
    <>
      <h2>{say('appconsent.stop.h2')}</h2>
      <p>
        {say('appconsent.lasts', { app: app.name, time })} {say('appconsent.stop')}
      </p>
      <p>
        {say('consent.policy', { version: policy.version, date })}{' '}
        <a class="usa-link" href={pathIn(language, '/privacy')}>
          {say('consent.policy.link')}
        </a>
      </p>
    </>
  );
}
