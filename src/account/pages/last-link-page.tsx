import type { VNode } from 'preact';
import { Actions, ButtonLink } from '../../ui/button.tsx';
import { Layout } from '../../ui/layout.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { pathIn, sayIn } from '../../words/words.ts';

export interface LastLinkPageProps {
  frame: PageFrame;
  /** There are other accounts, whose providers say that they do not work. */
  hasSuspended?: boolean;
}

/** Removing the only link that works is a choice between three things, never a refusal and never a trap. */
export function LastLinkPage({ frame, hasSuspended = false }: LastLinkPageProps): VNode {
  const say = sayIn(frame.language);
  return (
    <Layout frame={frame} title={say('unlink.last.h1')}>
      <p class="cl-lead">{say('unlink.last.p')}</p>
      {hasSuspended && <p>{say('unlink.last.suspended')}</p>}
      <Actions>
        <ButtonLink href={pathIn(frame.language, '/account#add')}>
          {say('unlink.last.btn.add')}
        </ButtonLink>
        <ButtonLink look="danger" href={pathIn(frame.language, '/account/delete')}>
          {say('unlink.last.btn.delete')}
        </ButtonLink>
        <ButtonLink look="plain" href={pathIn(frame.language, '/account')}>
          {say('unlink.last.btn.no')}
        </ButtonLink>
      </Actions>
    </Layout>
  );
}
