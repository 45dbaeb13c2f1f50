import type { VNode } from 'preact';
import { SummaryList } from '../../ui/lists.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { pathIn, sayIn } from '../../words/words.ts';

/** A confirmation code, shown once, with the page that says what became of it. */
export function DeletionCode({ frame, code }: { frame: PageFrame; code: string }): VNode {
  const say = sayIn(frame.language);
  return (
    <>
      <SummaryList
        rows={[{ term: say('delete.done.code'), value: <span class="cl-code">{code}</span> }]}
      />
      <p>{say('delete.done.keep')}</p>
      <p>
        <a class="usa-link" href={pathIn(frame.language, `/deletion/${code}`)}>
          {say('delete.done.status')}
        </a>
      </p>
    </>
  );
}
