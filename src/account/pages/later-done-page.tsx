import type { VNode } from 'preact';
import { Actions, ButtonLink } from '../../ui/button.tsx';
import { Layout } from '../../ui/layout.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { formatDate } from '../../words/format.ts';
import { pathIn, sayIn } from '../../words/words.ts';
import { DeletionCode } from './deletion-code.tsx';

export interface LaterDonePageProps {
  frame: PageFrame;
  code: string;
  by: Date;
}

/** The wish is noted. The code is shown once. */
export function LaterDonePage({ frame, code, by }: LaterDonePageProps): VNode {
  const { language, site } = frame;
  const say = sayIn(language);
  const date = formatDate(language, by, site.timeZone);
  return (
    <Layout frame={frame} title={say('later.done.h1', { date })}>
      <p class="cl-lead">{say('later.2')}</p>
      <DeletionCode frame={frame} code={code} />
      <Actions>
        <ButtonLink href={pathIn(language, '/account')}>{say('unlinked.btn')}</ButtonLink>
      </Actions>
    </Layout>
  );
}
