import type { VNode } from 'preact';
import { Actions, ButtonLink } from '../../ui/button.tsx';
import { HelpCode } from '../../ui/help-code.tsx';
import { Layout } from '../../ui/layout.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { formatAmount } from '../../words/format.ts';
import { pathIn, sayIn, type Say } from '../../words/words.ts';

export interface ErrorPageProps {
  frame: PageFrame;
  status: number;
  helpCode: string | null;
  /** Seconds until another try makes sense, for 429. */
  retryAfter?: number;
}

/** One page for every refusal and failure: what happened, one way on, and a code for the help desk. */
export function ErrorPage({ frame, status, helpCode, retryAfter = 60 }: ErrorPageProps): VNode {
  const say = sayIn(frame.language);
  const time = formatAmount(frame.language, Math.ceil(retryAfter / 60), 'minute');
  const { title, text } = describe(say, status, time);
  return (
    <Layout frame={frame} title={title} isError>
      <p class="cl-lead">{text}</p>
      <Actions>
        <ButtonLink href={pathIn(frame.language, '/')}>{say('common.btn.start')}</ButtonLink>
      </Actions>
      {helpCode !== null && <HelpCode language={frame.language} code={helpCode} />}
    </Layout>
  );
}

/** A status without words of its own is told like the plainest of its class. */
function describe(say: Say, status: number, time: string): { title: string; text: string } {
  if (status === 429) return { title: say('err.429.h1'), text: say('err.429.p', { time }) };
  const known = ([403, 404, 405, 413, 503] as const).find((one) => one === status);
  const shown = known ?? (status < 500 ? 400 : 500);
  return { title: say(`err.${shown}.h1`), text: say(`err.${shown}.p`) };
}
