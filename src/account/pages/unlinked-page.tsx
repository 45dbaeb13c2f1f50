import type { VNode } from 'preact';
import { Actions, ButtonLink, ExternalLink } from '../../ui/button.tsx';
import { Layout } from '../../ui/layout.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { pathIn, sayIn } from '../../words/words.ts';

export interface UnlinkedPageProps {
  frame: PageFrame;
  provider: { label: string; settingsUrl: string };
}

/** What was deleted here, and what only the resident can remove at the provider. */
export function UnlinkedPage({
  frame,
  provider: { label, settingsUrl },
}: UnlinkedPageProps): VNode {
  const say = sayIn(frame.language);
  return (
    <Layout frame={frame} title={say('unlinked.h1', { provider: label })}>
      <p class="cl-lead">{say('unlinked.p')}</p>
      <h2>{say('unlinked.more.h2')}</h2>
      <p>{say('unlinked.more.p', { provider: label, service: frame.site.service })}</p>
      <p>
        <ExternalLink href={settingsUrl}>
          {say('unlinked.more.link', { provider: label })}
        </ExternalLink>
      </p>
      <Actions>
        <ButtonLink href={pathIn(frame.language, '/account')}>{say('unlinked.btn')}</ButtonLink>
      </Actions>
    </Layout>
  );
}
