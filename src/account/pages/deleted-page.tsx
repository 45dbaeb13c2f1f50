import type { VNode } from 'preact';
import { Layout } from '../../ui/layout.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { pathIn, sayIn } from '../../words/words.ts';
import { DeletionCode } from './deletion-code.tsx';

export interface DeletedPageProps {
  frame: PageFrame;
  /** Stands for the deletion and for nobody. Null for a resident who was told one when they began to wait. */
  code: string | null;
}

/** Proof for the resident. The page works signed out, since there is no one left to be signed in. */
export function DeletedPage({ frame, code }: DeletedPageProps): VNode {
  const say = sayIn(frame.language);
  return (
    <Layout frame={frame} title={say('delete.done.h1')}>
      <p class="cl-lead">{say('delete.done.p')}</p>
      {code === null ? (
        <CodeFromBefore frame={frame} />
      ) : (
        <DeletionCode frame={frame} code={code} />
      )}
    </Layout>
  );
}

function CodeFromBefore({ frame: { language } }: { frame: PageFrame }): VNode {
  const say = sayIn(language);
  return (
    <>
      <p>{say('delete.done.before')}</p>
      <p>
        <a class="usa-link" href={pathIn(language, '/deletion')}>
          {say('status.h1')}
        </a>
      </p>
    </>
  );
}
