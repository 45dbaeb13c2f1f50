import type { VNode } from 'preact';
import { Actions, ButtonLink } from '../../../ui/button.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { SummaryList } from '../../../ui/lists.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { formatSeconds } from '../../../words/format.ts';
import { pathIn, sayIn } from '../../../words/words.ts';

export interface LinkForPageProps {
  frame: PageFrame;
  name: string;
  /** The whole address, which is shown here and never again. */
  address: string;
  seconds: number;
}

/** The link with which somebody enrols, right after it was made. */
export function LinkForPage({ frame, name, address, seconds }: LinkForPageProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const time = formatSeconds(language, seconds);
  return (
    <Layout frame={frame} title={say('staff.people.link.h1', { name })}>
      <p class="cl-lead">{say('staff.people.link.p', { name, time })}</p>
      <SummaryList
        rows={[{ term: say('staff.people.link'), value: <span class="cl-code">{address}</span> }]}
      />
      <Actions>
        <ButtonLink look="plain" href={pathIn(language, '/staff/people')}>
          {say('staff.people.back')}
        </ButtonLink>
      </Actions>
    </Layout>
  );
}
