import type { VNode } from 'preact';
import type { RegisteredVersion } from '../../../policy/policy-register.ts';
import { Actions, ButtonLink } from '../../../ui/button.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { MarkedList, SummaryList } from '../../../ui/lists.tsx';
import { Prose } from '../../../ui/prose.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { formatCount, formatDate } from '../../../words/format.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import { stateWords } from './state-words.ts';

interface VersionPageProps {
  frame: PageFrame;
  version: RegisteredVersion;
}

/** One published version, in the language of the page. */
export function VersionPage({ frame, version }: VersionPageProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const { text } = version;
  return (
    <Layout frame={frame} title={say('staff.policy.version.h1', { version: version.version })}>
      <Facts frame={frame} version={version} />
      <Changes frame={frame} changes={version.changes[language]} />
      <h2>{say('staff.policy.version.text.h2')}</h2>
      {text === null ? (
        <p>{say('staff.policy.version.built')}</p>
      ) : (
        <div class="cl-from-app">
          <Prose text={text[language]} />
        </div>
      )}
      <Actions>
        <ButtonLink look="plain" href={pathIn(language, `/privacy/${version.version}`)}>
          {say('staff.policy.version.page')}
        </ButtonLink>
        <ButtonLink look="plain" href={pathIn(language, '/staff/policy')}>
          {say('staff.policy.back')}
        </ButtonLink>
      </Actions>
    </Layout>
  );
}

function Facts({ frame: { language, site }, version }: VersionPageProps): VNode {
  const say = sayIn(language);
  const { since, asksAgain, agreed, state } = version;
  return (
    <SummaryList
      rows={[
        { term: say('staff.policy.th.state'), value: say(stateWords[state]) },
        {
          term: say('staff.policy.th.starts'),
          value: formatDate(language, since, site.timeZone),
        },
        {
          term: say('staff.policy.th.asks'),
          value: say(asksAgain ? 'staff.policy.yes' : 'staff.policy.no'),
        },
        { term: say('staff.policy.th.agreed'), value: formatCount(language, agreed) },
      ]}
    />
  );
}

interface ChangesProps {
  frame: PageFrame;
  changes: readonly string[];
}

function Changes({ frame, changes }: ChangesProps): VNode | null {
  if (changes.length === 0) return null;
  return (
    <>
      <h2>{sayIn(frame.language)('privacy.changes.h2')}</h2>
      <MarkedList mark="dot">
        {changes.map((change) => (
          <li>{change}</li>
        ))}
      </MarkedList>
    </>
  );
}
