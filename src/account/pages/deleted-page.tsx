import type { VNode } from 'preact';
import { Layout } from '../../ui/layout.tsx';
import { SummaryList } from '../../ui/lists.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { sayIn } from '../../words/words.ts';

export interface DeletedPageProps {
  frame: PageFrame;
  /** Twenty characters that stand for the deletion and for nobody. */
  code: string;
}

/** Proof for the resident. The page works signed out, since there is no one left to be signed in. */
export function DeletedPage({ frame, code }: DeletedPageProps): VNode {
  const say = sayIn(frame.language);
  return (
    <Layout frame={frame} title={say('delete.done.h1')}>
      <p class="cl-lead">{say('delete.done.p')}</p>
      <SummaryList
        rows={[{ term: say('delete.done.code'), value: <span class="cl-code">{code}</span> }]}
      />
      <p>{say('delete.done.keep')}</p>
    </Layout>
  );
}
