import type { VNode } from 'preact';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { HelpCode } from '../../ui/help-code.tsx';
import { Layout } from '../../ui/layout.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { pathIn, sayIn } from '../../words/words.ts';
import { withRequest, type ProviderFacts } from './provider-facts.ts';

export interface ConflictPageProps {
  frame: PageFrame;
  provider: ProviderFacts;
  helpCode: string;
  /** The id of the city app's waiting request, where one sent the resident here. */
  request?: string;
}

/** The account belongs to another record. The page tells the way out, and nothing about that record. */
export function ConflictPage(props: ConflictPageProps): VNode {
  const { frame, provider: facts, helpCode, request } = props;
  const say = sayIn(frame.language);
  const provider = facts.label;
  return (
    <Layout frame={frame} title={say('err.conflict.h1', { provider })} isError>
      <p class="cl-lead">{say('err.conflict.p', { service: frame.site.service })}</p>
      <h2>{say('err.conflict.mine.h2')}</h2>
      <p>{say('err.conflict.mine.p', { provider })}</p>
      <Form frame={frame} action="/sign-out" hidden={{ provider: facts.id, r: request }}>
        <Button>{say('err.conflict.mine.btn', { provider })}</Button>
      </Form>
      <h2>{say('err.conflict.other.h2', { provider })}</h2>
      {!facts.hasAccountChooser && <p>{say('review.other.hint', { provider })}</p>}
      <ButtonLink
        look="outline"
        href={pathIn(frame.language, withRequest(`/link/${facts.id}`, request))}
      >
        {say('err.conflict.other.btn', { provider })}
      </ButtonLink>
      <h2>{say('err.conflict.wrong.h2')}</h2>
      <p>{say('err.conflict.wrong.p')}</p>
      <HelpCode language={frame.language} code={helpCode} />
    </Layout>
  );
}
