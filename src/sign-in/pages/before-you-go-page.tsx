import type { VNode } from 'preact';
import { AgeNotice } from '../../ui/age-notice.tsx';
import { Actions, Button, ButtonLink, ExternalLink } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/fields.tsx';
import { Form } from '../../ui/form.tsx';
import { Layout } from '../../ui/layout.tsx';
import { MarkedList } from '../../ui/lists.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { formatAmount, formatDate, formatSeconds } from '../../words/format.ts';
import { pathIn, sayIn, type Say } from '../../words/words.ts';
import { withRequest, type ProviderFacts } from './provider-facts.ts';
import { SignedInAs } from './signed-in-as.tsx';

export interface BeforeYouGoPageProps {
  frame: PageFrame;
  provider: ProviderFacts;
  policy: PolicyVersion;
  /** So many months without a sign-in, and everything is deleted. */
  unusedMonths: number;
  /** The id of the city app's waiting request, where one sent the resident here. */
  request?: string;
  /** The page of theirs that a resident goes back to after signing in again. */
  returnTo?: string | null;
  /** How long a session on a shared computer lasts without use, and whether the box for it was checked before. */
  shared: { seconds: number; isChecked?: boolean };
  /** Given when an account is added to the record of someone signed in. */
  addTo?: { name: string | null };
}

export interface PolicyVersion {
  version: number;
  since: Date;
}

/** What is kept and what is not. Nobody is sent to a provider before the button at its end. */
export function BeforeYouGoPage(props: BeforeYouGoPageProps): VNode {
  const { frame, provider, policy, request, returnTo, addTo } = props;
  const { language } = frame;
  const say = sayIn(language);
  const label = provider.label;
  return (
    <Layout frame={frame} title={say('consent.h1', { provider: label })}>
      {addTo && <SignedInAs language={language} provider={label} name={addTo.name} />}
      <p class="cl-lead">{say('consent.lead')}</p>
      <Promises {...props} />
      <TheirRules say={say} provider={provider} />
      <OurPolicy {...props} />
      <AgeNotice frame={frame} />
      <Form
        frame={frame}
        action={`/link/${provider.id}`}
        hidden={{ r: request, back: returnTo ?? undefined, policy: String(policy.version) }}
      >
        {!addTo && <SharedComputer {...props} />}
        <Actions>
          <Button>{say('consent.btn.agree', { provider: label })}</Button>
          <ButtonLink
            look="plain"
            href={pathIn(language, addTo ? '/account' : withRequest('/', request))}
          >
            {say('consent.btn.cancel')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  );
}

/** Asked only of who is not signed in yet: it is about the session that this trip begins. */
function SharedComputer({ frame, provider, shared }: BeforeYouGoPageProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const time = formatSeconds(language, shared.seconds);
  const hint = [
    say('shared.hint', { time }),
    say('shared.provider', { provider: provider.label }),
  ].join(' ');
  return (
    <Checkbox
      name="shared"
      label={say('shared.check')}
      hint={hint}
      isChecked={shared.isChecked ?? false}
    />
  );
}

function Promises({
  frame: { language },
  provider: { label: provider, hasNames = true },
  unusedMonths,
}: BeforeYouGoPageProps): VNode {
  const say = sayIn(language);
  return (
    <>
      <h2>{say('consent.keep.h2')}</h2>
      <MarkedList mark="yes">
        {hasNames && <li>{say('consent.keep.1', { provider })}</li>}
        <li>{say('consent.keep.2', { provider })}</li>
        <li>{say('consent.keep.3')}</li>
      </MarkedList>
      <h2>{say('consent.not.h2')}</h2>
      <MarkedList mark="no">
        <li>{say('consent.not.1', { provider })}</li>
        <li>{say('consent.not.2')}</li>
        <li>{say('consent.not.3')}</li>
      </MarkedList>
      <h2>{say('consent.long.h2')}</h2>
      <p>{say('consent.long.p', { months: formatAmount(language, unusedMonths, 'month') })}</p>
      <h2>{say('consent.who.h2')}</h2>
      <MarkedList mark="dot">
        <li>{say('consent.who.1')}</li>
        <li>{say('consent.who.2')}</li>
        <li>{say('consent.who.3')}</li>
      </MarkedList>
    </>
  );
}

function TheirRules({ say, provider }: { say: Say; provider: ProviderFacts }): VNode {
  return (
    <>
      <h2>{say('consent.rules.h2', { provider: provider.label })}</h2>
      <p>{say('consent.rules.p', { provider: provider.label })}</p>
      <p>
        <ExternalLink href={provider.privacyUrl}>
          {say('consent.rules.link', { provider: provider.label })}
        </ExternalLink>
      </p>
    </>
  );
}

function OurPolicy({ frame: { language, site }, policy }: BeforeYouGoPageProps): VNode {
  const say = sayIn(language);
  const date = formatDate(language, policy.since, site.timeZone);
  return (
    <p>
      {say('consent.policy', { version: policy.version, date })}{' '}
      <a class="usa-link" href={pathIn(language, '/privacy')}>
        {say('consent.policy.link')}
      </a>
    </p>
  );
}
