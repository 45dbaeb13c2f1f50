import type { VNode } from 'preact';
import { Actions, ButtonLink } from '../../ui/button.tsx';
import { HelpCode } from '../../ui/help-code.tsx';
import { Layout } from '../../ui/layout.tsx';
import { MarkedList } from '../../ui/lists.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { pathIn, sayIn } from '../../words/words.ts';
import type { Say } from '../../words/words.ts';
import type { NamedStake } from './not-me-page.tsx';

export interface NotMeDonePageProps {
  /** Of somebody signed out: there is no session left. */
  frame: PageFrame;
  /** As it is now. */
  stake: NamedStake;
  helpCode: string;
}

/** What was done about it, and what the resident can do next. */
export function NotMeDonePage({ frame, stake, helpCode }: NotMeDonePageProps): VNode {
  const { language, site } = frame;
  const say = sayIn(language);
  const done = whatWent(say, stake);
  return (
    <Layout frame={frame} title={say('notme.done.h1')}>
      <MarkedList mark="dot">
        {done !== null && <li>{done}</li>}
        <li>{say('notme.done.staff')}</li>
      </MarkedList>
      <h2>{say('notme.next.h2')}</h2>
      <ol class="usa-list">
        <li>{say('notme.next.call', { phone: site.phone })}</li>
        {stake.kind === 'link' && (
          <li>{say('notme.next.provider', { provider: stake.provider })}</li>
        )}
        <li>{say('notme.next.check')}</li>
      </ol>
      <Actions>
        <ButtonLink href={pathIn(language, '/')}>{say('session.out.btn')}</ButtonLink>
      </Actions>
      <HelpCode language={language} code={helpCode} />
    </Layout>
  );
}

function whatWent(say: Say, stake: NamedStake): string | null {
  switch (stake.kind) {
    case 'link':
      return say(stake.now === 'gone' ? 'notme.done.link' : 'notme.done.link.only', {
        provider: stake.provider,
      });
    case 'app':
      return say('notme.done.app', { app: stake.app });
    case 'wish':
      return say('notme.done.wish');
    case 'code':
      return say('notme.done.code');
    case 'session':
      return null;
    default:
      return stake satisfies never;
  }
}
