import type { VNode } from 'preact';
import { Actions, Button, ButtonLink } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Layout } from '../../ui/layout.tsx';
import { MarkedList, SummaryList } from '../../ui/lists.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { pathIn, sayIn } from '../../words/words.ts';
import type { Say } from '../../words/words.ts';
import type { ActivityLine } from '../../activity/activity-lines.ts';
import { Moment } from '../../ui/moment.tsx';

/** What goes when something was not the resident, named as they know it. */
export type NamedStake =
  | { kind: 'link'; provider: string; now: 'one-of-several' | 'only-one' | 'gone' }
  | { kind: 'app'; app: string; now: 'connected' | 'gone' }
  | { kind: 'wish'; now: 'waiting' | 'gone' }
  | { kind: 'code' }
  | { kind: 'session' };

export interface NotMePageProps {
  frame: PageFrame;
  line: ActivityLine;
  stake: NamedStake;
}

/** What "this was not me" does, before it is done. */
export function NotMePage({ frame, line, stake }: NotMePageProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const what = whatGoes(say, stake);
  return (
    <Layout frame={frame} title={say('notme.h1')}>
      <p class="cl-lead">{say('notme.lead')}</p>
      <SummaryList
        rows={[
          { term: say('activity.th.what'), value: line.what },
          { term: say('activity.th.when'), value: <Moment frame={frame} at={line.at} /> },
        ]}
      />
      <p>{say('notme.will')}</p>
      <MarkedList mark="dot">
        {what !== null && <li>{what}</li>}
        <li>{say('notme.out')}</li>
        <li>{say('notme.staff')}</li>
      </MarkedList>
      <Form frame={frame} action={`/account/activity/${line.id}/not-me`}>
        <Actions>
          <Button look="danger">{say('notme.btn.yes')}</Button>
          <ButtonLink look="plain" href={pathIn(language, '/account/activity')}>
            {say('notme.btn.no')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  );
}

function whatGoes(say: Say, stake: NamedStake): string | null {
  switch (stake.kind) {
    case 'link':
      return say(linkGoes[stake.now], { provider: stake.provider });
    case 'app':
      return say(stake.now === 'gone' ? 'notme.app.gone' : 'notme.app', { app: stake.app });
    case 'wish':
      return stake.now === 'gone' ? null : say('notme.wish');
    case 'code':
      return say('notme.code');
    case 'session':
      return null;
    default:
      return stake satisfies never;
  }
}

const linkGoes = {
  'one-of-several': 'notme.link',
  'only-one': 'notme.link.only',
  gone: 'notme.link.gone',
} as const;
