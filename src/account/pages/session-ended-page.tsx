import type { VNode } from 'preact';
import type { EndedBy } from '../../residents/past-sessions.ts';
import { Actions, ButtonLink } from '../../ui/button.tsx';
import { Layout } from '../../ui/layout.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { formatAmount } from '../../words/format.ts';
import { pathIn, sayIn } from '../../words/words.ts';

export interface SessionEndedPageProps {
  frame: PageFrame;
  /** Unknown when it is so long ago that nothing is left of the session. */
  why: EndedBy | 'unknown';
  idleSeconds: number;
  longestSeconds: number;
  /** Whether a form came too late and was not carried out. */
  isStepLost: boolean;
  /** Signing in again, from where the resident comes back to what they were doing. */
  signInPath: string;
}

/** Why somebody is signed out, what that means for what they did, and the one way on. */
export function SessionEndedPage(props: SessionEndedPageProps): VNode {
  const { frame, isStepLost, signInPath } = props;
  const say = sayIn(frame.language);
  return (
    <Layout frame={frame} title={say('session.ended.h1')}>
      <p class="cl-lead">{reason(props)}</p>
      <p>{say('session.ended.saved')}</p>
      {isStepLost && <p>{say('session.ended.lost')}</p>}
      <Actions>
        <ButtonLink href={pathIn(frame.language, signInPath)}>{say('session.out.btn')}</ButtonLink>
      </Actions>
    </Layout>
  );
}

function reason({ frame, why, idleSeconds, longestSeconds }: SessionEndedPageProps): string {
  const { language } = frame;
  const say = sayIn(language);
  const idle = formatAmount(language, Math.round(idleSeconds / 60), 'minute');
  const longest = formatAmount(language, Math.round(longestSeconds / 3600), 'hour');
  switch (why) {
    case 'idle':
      return say('session.ended.idle', { time: idle });
    case 'longest':
      return say('session.ended.longest', { time: longest });
    case 'ended':
      return say('session.ended.ended');
    case 'unknown':
      return say('session.ended.unknown', { idle, longest });
    default:
      return why satisfies never;
  }
}
