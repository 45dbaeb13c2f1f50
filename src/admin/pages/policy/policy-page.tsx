import type { VNode } from 'preact';
import type { ReviewedDraft } from '../../../policy/policy-drafts.ts';
import type { RegisteredVersion } from '../../../policy/policy-register.ts';
import { Alert } from '../../../ui/alert.tsx';
import { Actions, ButtonLink } from '../../../ui/button.tsx';
import { Layout } from '../../../ui/layout.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { Table } from '../../../ui/table.tsx';
import { formatCount, formatDate, formatMoment } from '../../../words/format.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import { stateWords } from './state-words.ts';

/** What the page says of what was just done. */
export type PolicyDone = 'published' | 'discarded';

export interface PolicyPageProps {
  frame: PageFrame;
  /** Newest first. */
  versions: readonly RegisteredVersion[];
  draft: ReviewedDraft | null;
  canWrite: boolean;
  done?: PolicyDone;
}

/** Every version of the privacy policy, and the draft of the next one. */
export function PolicyPage(props: PolicyPageProps): VNode {
  const { frame, versions, draft } = props;
  const say = sayIn(frame.language);
  return (
    <Layout frame={frame} title={say('staff.policy.h1')} notice={<Done {...props} />}>
      <p class="cl-lead">{say('staff.policy.lead')}</p>
      <Table
        caption={say('staff.policy.table')}
        headings={[
          say('staff.policy.th.version'),
          say('staff.policy.th.starts'),
          say('staff.policy.th.asks'),
          say('staff.policy.th.agreed'),
          say('staff.policy.th.state'),
        ]}
        rows={versions.map((version) => rowOf(frame, version))}
      />
      <h2>{say('staff.policy.draft.h2')}</h2>
      <p>
        {draft === null
          ? say('staff.policy.draft.none')
          : say('staff.policy.draft.is', {
              time: formatMoment(frame.language, draft.savedAt, frame.site.timeZone),
            })}
      </p>
      <Ways {...props} />
    </Layout>
  );
}

function rowOf(frame: PageFrame, { version, since, asksAgain, agreed, state }: RegisteredVersion) {
  const { language, site } = frame;
  const say = sayIn(language);
  return [
    <a class="usa-link" href={pathIn(language, `/staff/policy/${version}`)}>
      {say('staff.policy.name', { version })}
    </a>,
    formatDate(language, since, site.timeZone),
    say(asksAgain ? 'staff.policy.yes' : 'staff.policy.no'),
    formatCount(language, agreed),
    say(stateWords[state]),
  ];
}

/** What can be done about the draft: everybody may see it. */
function Ways({ frame: { language }, draft, canWrite }: PolicyPageProps): VNode {
  const say = sayIn(language);
  return (
    <Actions>
      {canWrite && (
        <ButtonLink look="outline" href={pathIn(language, '/staff/policy/draft')}>
          {say(draft === null ? 'staff.policy.draft.begin' : 'staff.policy.draft.edit')}
        </ButtonLink>
      )}
      {draft !== null && (
        <ButtonLink look="plain" href={pathIn(language, '/staff/policy/draft/preview')}>
          {say('staff.policy.draft.see')}
        </ButtonLink>
      )}
    </Actions>
  );
}

function Done({ frame: { language }, versions, done }: PolicyPageProps): VNode | null {
  const say = sayIn(language);
  const [newest] = versions;
  switch (done) {
    case undefined:
      return null;
    case 'published':
      return (
        <Alert kind="success" isStatus>
          {say('staff.policy.published', { version: newest?.version ?? 1 })}
        </Alert>
      );
    case 'discarded':
      return (
        <Alert kind="success" isStatus>
          {say('staff.policy.discarded')}
        </Alert>
      );
    default:
      return done satisfies never;
  }
}
