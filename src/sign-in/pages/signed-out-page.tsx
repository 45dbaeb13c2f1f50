import type { VNode } from 'preact';
import { Actions, ButtonLink } from '../../ui/button.tsx';
import { Layout } from '../../ui/layout.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { pathIn, sayIn } from '../../words/words.ts';
import type { Name } from '../../words/words.ts';

export interface SignedOutPageProps {
  frame: PageFrame;
  /** The provider of the session that ended, which may still be signed in over there. */
  provider?: { label: Name };
}

export function SignedOutPage({ frame, provider }: SignedOutPageProps): VNode {
  const say = sayIn(frame.language);
  return (
    <Layout frame={frame} title={say('session.out.h1')}>
      {provider && <p class="cl-lead">{say('session.out.p', { provider: provider.label })}</p>}
      <Actions>
        <ButtonLink href={pathIn(frame.language, '/')}>{say('session.out.btn')}</ButtonLink>
      </Actions>
    </Layout>
  );
}
