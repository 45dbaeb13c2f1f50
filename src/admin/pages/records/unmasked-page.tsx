import type { VNode } from 'preact';
import { Actions, ButtonLink } from '../../../ui/button.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { SummaryList } from '../../../ui/lists.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import type { Name } from '../../../words/words.ts';

export interface UnmaskedPageProps {
  frame: PageFrame;
  record: string;
  provider: Name;
  userId: string;
}

/** A whole user ID, shown once for each look, which the resident reads of. */
export function UnmaskedPage({ frame, record, provider, userId }: UnmaskedPageProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  return (
    <Layout frame={frame} title={say('unmasked.h1', { provider })}>
      <SummaryList rows={[{ term: say('record.link.id'), value: userId }]} />
      <p>{say('unmasked.p')}</p>
      <Actions>
        <ButtonLink href={pathIn(language, `/staff/records/${record}`)}>
          {say('record.back')}
        </ButtonLink>
      </Actions>
    </Layout>
  );
}
