import type { VNode } from 'preact';
import { Actions, Button, ButtonLink, ExternalLink } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Layout } from '../../ui/layout.tsx';
import { MarkedList } from '../../ui/lists.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { formatDate } from '../../words/format.ts';
import { pathIn, sayIn, type Say } from '../../words/words.ts';
import { withRequest, type ProviderFacts } from './provider-facts.ts';
import { SignedInAs } from './signed-in-as.tsx';

export interface BeforeYouGoPageProps {
  frame: PageFrame;
  provider: ProviderFacts;
  policy: PolicyVersion;
  /** The id of the city app's waiting request, where one sent the resident here. */
  request?: string;
  /** Given when an account is added to the record of someone signed in. */
  addTo?: { name: string | null };
}

export interface PolicyVersion {
  version: number;
  /** The day it began, at midnight UTC. */
  since: Date;
}

/** What is kept and what is not. Nobody is sent to a provider before the button at its end. */
export function BeforeYouGoPage(props: BeforeYouGoPageProps): VNode {
  const { frame, provider, request, addTo } = props;
  const { language } = frame;
  const say = sayIn(language);
  const label = provider.label;
  return (
    <Layout frame={frame} title={say('consent.h1', { provider: label })}>
      {addTo && <SignedInAs language={language} provider={label} name={addTo.name} />}
      <p class="cl-lead">{say('consent.lead')}</p>
      <Promises say={say} provider={label} />
      <TheirRules say={say} provider={provider} />
      <OurPolicy {...props} />
      <Form frame={frame} action={`/link/${provider.id}`} hidden={{ r: request }}>
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

function Promises({ say, provider }: { say: Say; provider: string }): VNode {
  return (
    <>
      <h2>{say('consent.keep.h2')}</h2>
      <MarkedList mark="yes">
        <li>{say('consent.keep.1', { provider })}</li>
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
      <p>{say('consent.long.p')}</p>
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

function OurPolicy({ frame: { language }, policy }: BeforeYouGoPageProps): VNode {
  const say = sayIn(language);
  const date = formatDate(language, policy.since, 'UTC');
  return (
    <p>
      {say('consent.policy', { version: policy.version, date })}{' '}
      <a class="usa-link" href={pathIn(language, '/privacy')}>
        {say('consent.policy.link')}
      </a>
    </p>
  );
}
