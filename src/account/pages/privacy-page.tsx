import type { VNode } from 'preact';
import { ExternalLink } from '../../ui/button.tsx';
import { Layout } from '../../ui/layout.tsx';
import { MarkedList } from '../../ui/lists.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { Table } from '../../ui/table.tsx';
import { formatAmount, formatDate, type Unit } from '../../words/format.ts';
import { sayIn, type Say } from '../../words/words.ts';

/** How long something is kept, such as 12 hours. */
export type Period = readonly [amount: number, unit: Unit];

export interface PrivacyPageProps {
  frame: PageFrame;
  policy: {
    version: number;
    /** The day it began, at midnight UTC. */
    since: Date;
    sessionKept: Period;
    /** What a provider sent, until the resident says yes. */
    answerKept: Period;
    historyKept: Period;
  };
  providers: readonly { label: string; privacyUrl: string }[];
}

/** The city's promise in plain words, with its numbers taken from the settings that keep it. */
export function PrivacyPage({ frame, policy, providers }: PrivacyPageProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const date = formatDate(language, policy.since, 'UTC');
  return (
    <Layout frame={frame} title={say('privacy.h1')}>
      <p class="cl-lead">{say('privacy.lead')}</p>
      <p>{say('privacy.version', { version: policy.version, date })}</p>
      <Kept frame={frame} policy={policy} />
      <NeverKept say={say} />
      <WhoAndWhat say={say} />
      <TheirRules say={say} providers={providers} />
      <Contact frame={frame} />
    </Layout>
  );
}

function Kept({ frame, policy }: Pick<PrivacyPageProps, 'frame' | 'policy'>): VNode {
  const say = sayIn(frame.language);
  const upTo = ([amount, unit]: Period) => ({ time: formatAmount(frame.language, amount, unit) });
  return (
    <Table
      caption={say('privacy.kept.table')}
      headings={[say('privacy.kept.th.what'), say('privacy.kept.th.long')]}
      rows={[
        [say('privacy.kept.link'), say('privacy.kept.link.long')],
        [say('privacy.kept.dates'), say('privacy.kept.link.long')],
        [say('privacy.kept.consent'), say('privacy.kept.consent.long')],
        [say('privacy.kept.session'), say('privacy.kept.upto', upTo(policy.sessionKept))],
        [say('privacy.kept.flow'), say('privacy.kept.upto', upTo(policy.answerKept))],
        [say('privacy.kept.history'), say('privacy.kept.upto', upTo(policy.historyKept))],
      ]}
    />
  );
}

function NeverKept({ say }: { say: Say }): VNode {
  return (
    <>
      <h2>{say('privacy.never.h2')}</h2>
      <MarkedList mark="no">
        <li>{say('privacy.never.1')}</li>
        <li>{say('consent.not.2')}</li>
        <li>{say('consent.not.3')}</li>
        <li>{say('privacy.never.4')}</li>
      </MarkedList>
    </>
  );
}

function WhoAndWhat({ say }: { say: Say }): VNode {
  return (
    <>
      <h2>{say('consent.who.h2')}</h2>
      <MarkedList mark="dot">
        <li>{say('privacy.who.1')}</li>
        <li>{say('consent.who.2')}</li>
        <li>{say('privacy.who.3')}</li>
      </MarkedList>
      <h2>{say('privacy.choices.h2')}</h2>
      <MarkedList mark="dot">
        <li>{say('privacy.choices.1')}</li>
        <li>{say('privacy.choices.2')}</li>
        <li>{say('privacy.choices.3')}</li>
      </MarkedList>
      <h2>{say('privacy.safe.h2')}</h2>
      <p>{say('privacy.safe.p')}</p>
    </>
  );
}

type TheirRulesProps = Pick<PrivacyPageProps, 'providers'> & { say: Say };

function TheirRules({ say, providers }: TheirRulesProps): VNode {
  return (
    <>
      <h2>{say('privacy.rules.h2')}</h2>
      <p>{say('privacy.rules.p')}</p>
      <MarkedList mark="dot">
        {providers.map(({ label, privacyUrl }) => (
          <li>
            <ExternalLink href={privacyUrl}>
              {say('privacy.rules.link', { provider: label })}
            </ExternalLink>
          </li>
        ))}
      </MarkedList>
    </>
  );
}

function Contact({ frame: { language, site } }: { frame: PageFrame }): VNode {
  const say = sayIn(language);
  const { phone, email, department } = site;
  return (
    <>
      <h2>{say('privacy.contact.h2')}</h2>
      <p>{say('privacy.contact.p', { department: department[language], phone, email })}</p>
    </>
  );
}
