import type { VNode } from 'preact';
import type { StaffMember } from '../../../ledger/event-catalogue.ts';
import { may } from '../../../permissions/permissions.ts';
import type { ReviewedDraft } from '../../../policy/policy-drafts.ts';
import { linesOf } from '../../../policy/typed-draft.ts';
import type { TypedDraft } from '../../../policy/typed-draft.ts';
import { Alert } from '../../../ui/alert.tsx';
import { Actions, ButtonLink } from '../../../ui/button.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { MarkedList } from '../../../ui/lists.tsx';
import { Prose } from '../../../ui/prose.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { formatDate } from '../../../words/format.ts';
import { pathIn, sayIn } from '../../../words/words.ts';

interface PreviewPageProps {
  frame: PageFrame;
  draft: ReviewedDraft;
  staff: StaffMember;
}

/** The draft in the words that residents would read around it, in the language of the page. */
export function PreviewPage({ frame, draft, staff }: PreviewPageProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const { typed, number } = draft;
  const text = typed.text[language].trim();
  return (
    <Layout frame={frame} title={say('staff.policy.preview.h1', { version: number })}>
      <Alert kind="info">{say('staff.policy.preview.p')}</Alert>
      <h2>{say('staff.policy.preview.ask.h2')}</h2>
      {typed.asksAgain ? (
        <Question frame={frame} draft={draft} />
      ) : (
        <p>{say('staff.policy.preview.none')}</p>
      )}
      <h2>{say('staff.policy.preview.page.h2')}</h2>
      <div class="cl-from-app">
        {text === '' ? <p>{say('staff.policy.preview.built')}</p> : <Prose text={text} />}
        <h2>{say('privacy.changes.h2')}</h2>
        <Changes typed={typed} frame={frame} />
      </div>
      <Ways frame={frame} draft={draft} staff={staff} />
    </Layout>
  );
}

function Question({ frame, draft: { typed, version } }: Omit<PreviewPageProps, 'staff'>): VNode {
  const { language, site } = frame;
  const say = sayIn(language);
  const date = version ? formatDate(language, version.since, site.timeZone) : typed.startsOn;
  return (
    <div class="cl-from-app">
      <h3>{say('policy.h1')}</h3>
      <p class="cl-lead">{say('policy.lead', { date })}</p>
      <Changes typed={typed} frame={frame} />
    </div>
  );
}

function Changes({ frame, typed }: { frame: PageFrame; typed: TypedDraft }): VNode {
  return (
    <MarkedList mark="dot">
      {linesOf(typed.changes[frame.language]).map((line) => (
        <li>{line}</li>
      ))}
    </MarkedList>
  );
}

function Ways({ frame: { language }, draft, staff }: PreviewPageProps): VNode {
  const say = sayIn(language);
  const to = (path: string): string => pathIn(language, `/staff/policy${path}`);
  return (
    <Actions>
      {draft.version !== null && may(staff, 'policy.change') && (
        <ButtonLink href={to('/draft/publish')}>{say('staff.policy.preview.publish')}</ButtonLink>
      )}
      {may(staff, 'policy.draft') && (
        <>
          <ButtonLink look="outline" href={to('/draft')}>
            {say('staff.policy.preview.edit')}
          </ButtonLink>
          <ButtonLink look="plain" href={to('/draft/discard')}>
            {say('staff.policy.preview.discard')}
          </ButtonLink>
        </>
      )}
      <ButtonLink look="plain" href={to('')}>
        {say('staff.policy.back')}
      </ButtonLink>
    </Actions>
  );
}
