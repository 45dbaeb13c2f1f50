import type { VNode } from 'preact';
import { Actions, ButtonLink } from '../../ui/button.tsx';
import { Layout } from '../../ui/layout.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { formatDate } from '../../words/format.ts';
import { pathIn, sayIn } from '../../words/words.ts';
import type { Name } from '../../words/words.ts';

export interface LinkedPageProps {
  frame: PageFrame;
  linkId: string;
  provider: { label: Name };
  linkedAt: Date;
  /** The city app to go back to, and the URL on this site that continues its request. */
  app?: { name: string; continueUrl: string };
}

/** What was done, and the way on. */
export function LinkedPage({ frame, linkId, provider, linkedAt, app }: LinkedPageProps): VNode {
  const { language, site } = frame;
  const say = sayIn(language);
  return (
    <Layout frame={frame} title={say('success.h1', { provider: provider.label })}>
      <p class="cl-lead">{say('success.p1', { provider: provider.label })}</p>
      <p>{say('success.record', { date: formatDate(language, linkedAt, site.timeZone) })}</p>
      <p>
        <a class="usa-link" href={pathIn(language, `/account/links/${linkId}/receipt`)}>
          {say('receipt.see')}
        </a>
      </p>
      <p>{say('success.second')}</p>
      <Actions>
        {app && (
          <ButtonLink href={app.continueUrl}>
            {say('success.btn.back', { app: app.name })}
          </ButtonLink>
        )}
        <ButtonLink look={app ? 'outline' : 'primary'} href={pathIn(language, '/account')}>
          {say('success.btn.list')}
        </ButtonLink>
      </Actions>
    </Layout>
  );
}
