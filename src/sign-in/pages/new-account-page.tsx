import type { VNode } from 'preact';
import { Actions, ButtonLink } from '../../ui/button.tsx';
import { Layout } from '../../ui/layout.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { pathIn, sayIn } from '../../words/words.ts';
import { withRequest } from './provider-facts.ts';

export interface NewAccountPageProps {
  frame: PageFrame;
  /** The id of the identity that waits for the answer. */
  pending: string;
  /** The id of the city app's waiting request, where one sent the resident here. */
  request?: string;
}

/** Asked before an unknown account makes a new record, so that nobody ends up with two. */
export function NewAccountPage({ frame, pending, request }: NewAccountPageProps): VNode {
  const say = sayIn(frame.language);
  return (
    <Layout frame={frame} title={say('new.h1')}>
      <p class="cl-lead">{say('new.lead', { service: frame.site.service })}</p>
      <p>{say('new.why')}</p>
      <Actions>
        <ButtonLink look="outline" href={pathIn(frame.language, withRequest('/', request))}>
          {say('new.btn.yes')}
        </ButtonLink>
        <ButtonLink look="outline" href={pathIn(frame.language, `/link/review/${pending}`)}>
          {say('new.btn.no')}
        </ButtonLink>
      </Actions>
    </Layout>
  );
}
