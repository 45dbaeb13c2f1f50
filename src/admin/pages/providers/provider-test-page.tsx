import type { VNode } from 'preact';
import type { TrialResult } from '../../../providers/provider-trials.ts';
import type { ProviderFacts } from '../../../providers/provider.ts';
import { Alert } from '../../../ui/alert.tsx';
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { MarkedList } from '../../../ui/lists.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { formatExactly } from '../../../words/format.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import { trialWords } from './provider-words.ts';

export interface ProviderTestPageProps {
  frame: PageFrame;
  provider: Pick<ProviderFacts, 'id' | 'label'>;
  result: TrialResult;
}

/** How a test of a provider went, and what it says and does not say. */
export function ProviderTestPage({ frame, provider, result }: ProviderTestPageProps): VNode {
  const { language, site } = frame;
  const say = sayIn(language);
  const name = { provider: provider.label };
  const isWell = result.outcome === 'answers';
  const notice = (
    <Alert kind={isWell ? 'success' : 'warning'} isStatus>
      {say(trialWords[result.outcome], name)}
    </Alert>
  );
  const time = formatExactly(language, result.at, site.timeZone);
  return (
    <Layout frame={frame} title={say('staff.providertest.h1', name)} notice={notice}>
      <p class="cl-lead">{say('staff.providertest.at', { time })}</p>
      {site.simulated && <p>{say('staff.providertest.pretend', name)}</p>}
      <Meaning frame={frame} provider={provider} />
      <Form frame={frame} action={`/staff/providers/${provider.id}/test`}>
        <Actions>
          <Button look="outline">{say('staff.providertest.again')}</Button>
          <ButtonLink look="plain" href={pathIn(language, '/staff/providers')}>
            {say('staff.providers.back')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  );
}

function Meaning({ frame, provider }: Omit<ProviderTestPageProps, 'result'>): VNode {
  const say = sayIn(frame.language);
  const name = { provider: provider.label };
  return (
    <>
      <h2>{say('staff.providertest.does.h2')}</h2>
      <MarkedList mark="yes">
        <li>{say('staff.providertest.does.1', name)}</li>
        <li>{say('staff.providertest.does.2', name)}</li>
      </MarkedList>
      <h2>{say('staff.providertest.not.h2')}</h2>
      <MarkedList mark="no">
        <li>{say('staff.providertest.not.1', name)}</li>
        <li>{say('staff.providertest.not.2', name)}</li>
        <li>{say('staff.providertest.not.3')}</li>
      </MarkedList>
      <p>{say('staff.providertest.pause')}</p>
    </>
  );
}
