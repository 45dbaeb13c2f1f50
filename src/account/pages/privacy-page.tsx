import type { VNode } from 'preact';
import type { KeptRow } from '../../retention/retention.ts';
import type { Clause } from '../../retention/schedule.ts';
import { ExternalLink } from '../../ui/button.tsx';
import { Layout } from '../../ui/layout.tsx';
import { MarkedList } from '../../ui/lists.tsx';
import { Prose } from '../../ui/prose.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { Table } from '../../ui/table.tsx';
import { sayIn, type Say } from '../../words/words.ts';
import type { ShownPolicy } from '../shown-policy.ts';
import { Versions, WhichVersion } from './policy-versions.tsx';
import type { Name } from '../../words/words.ts';

export interface PrivacyPageProps {
  frame: PageFrame;
  shown: ShownPolicy;
  /** The retention schedule, in the language of the page. */
  kept: readonly KeptRow[];
  providers: readonly { label: Name; privacyUrl: string }[];
}

/**
 * The city's promise in plain words: those of the version, or the ones built in. What is kept for how long is always
 * taken from the settings that keep it.
 */
export function PrivacyPage({ frame, shown, kept, providers }: PrivacyPageProps): VNode {
  const say = sayIn(frame.language);
  const { text } = shown.version;
  return (
    <Layout frame={frame} title={say('privacy.h1')}>
      {text === null && <p class="cl-lead">{say('privacy.lead')}</p>}
      <WhichVersion frame={frame} shown={shown} />
      {text !== null && <Prose text={text[frame.language]} />}
      <h2>{say('privacy.kept.h2')}</h2>
      <Kept say={say} kept={kept} clause="given" caption={say('kept.given')} />
      <Kept say={say} kept={kept} clause="passing" caption={say('kept.passing')} />
      <Kept say={say} kept={kept} clause="happened" caption={say('kept.happened')} />
      {text === null && <BuiltIn say={say} providers={providers} />}
      <Contact frame={frame} />
      <Versions frame={frame} shown={shown} />
    </Layout>
  );
}

interface KeptProps {
  say: Say;
  kept: readonly KeptRow[];
  clause: Clause;
  caption: string;
}

/** The part of the schedule that one clause of the policy promises. */
function Kept({ say, kept, clause, caption }: KeptProps): VNode {
  const rows = kept.filter((row) => row.clause === clause);
  return (
    <Table
      caption={caption}
      headings={[say('kept.th.what'), say('kept.th.long')]}
      rows={rows.map(({ what, long }) => [what, long])}
    />
  );
}

function BuiltIn({ say, providers }: TheirRulesProps): VNode {
  return (
    <>
      <NeverKept say={say} />
      <WhoAndWhat say={say} />
      <TheirRules say={say} providers={providers} />
    </>
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
