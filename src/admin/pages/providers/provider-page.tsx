import type { VNode } from 'preact';
import type { ProviderMode, ProviderState } from '../../../providers/provider-states.ts';
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx';
import { ErrorSummary } from '../../../ui/error-summary.tsx';
import { Radios } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import { choiceWords } from './provider-words.ts';
import { BulkWay, SwitchEffects } from './switch-effects.tsx';

export interface ProviderPageProps {
  frame: PageFrame;
  state: ProviderState;
  /** How many residents can sign in with it and nothing else. */
  dependents: number | null;
  /** Whether the reader may plan to remove its links. */
  canPlan: boolean;
  /** Whether nothing was chosen. */
  isMissing?: boolean;
}

/** From everything to nothing. */
const choices: readonly ProviderMode[] = ['on', 'link-only', 'off'];

/** Choosing what residents may do with a provider. The form sends `mode`. */
export function ProviderPage(props: ProviderPageProps): VNode {
  const { frame, state, dependents, canPlan, isMissing = false } = props;
  const say = sayIn(frame.language);
  const { provider } = state;
  const problem = say('staff.provider.missing');
  const notice = isMissing && (
    <ErrorSummary
      title={say('common.error.summary')}
      problems={[{ field: 'mode-on', message: problem }]}
    />
  );
  return (
    <Layout
      frame={frame}
      title={say('staff.provider.h1', { provider: provider.label })}
      isError={isMissing}
      notice={notice}
    >
      <SwitchEffects frame={frame} provider={provider} dependents={dependents} />
      {canPlan && <BulkWay frame={frame} provider={provider} />}
      <Form frame={frame} action={`/staff/providers/${provider.id}/change`}>
        <Radios
          name="mode"
          legend={say('staff.provider.mode', { provider: provider.label })}
          options={choices.map((value) => ({ value, label: say(choiceWords[value]) }))}
          {...(isMissing ? { problem } : { chosen: state.mode })}
        />
        <Actions>
          <Button>{say('staff.provider.btn')}</Button>
          <Back frame={frame} />
        </Actions>
      </Form>
    </Layout>
  );
}

/** Switching a provider off with one press. The form sends `mode` (off). */
export function ProviderPausePage(
  props: Pick<ProviderPageProps, 'frame' | 'state' | 'dependents'>,
): VNode {
  const { frame, state, dependents } = props;
  const say = sayIn(frame.language);
  const { provider } = state;
  const name = { provider: provider.label };
  return (
    <Layout frame={frame} title={say('staff.providerpause.h1', name)}>
      <p class="cl-lead">{say('staff.providerpause.p')}</p>
      <SwitchEffects frame={frame} provider={provider} dependents={dependents} />
      <Form
        frame={frame}
        action={`/staff/providers/${provider.id}/change`}
        hidden={{ mode: 'off' }}
      >
        <Actions>
          <Button look="danger">{say('staff.providerpause.btn', name)}</Button>
          <Back frame={frame} />
        </Actions>
      </Form>
    </Layout>
  );
}

function Back({ frame: { language } }: { frame: PageFrame }): VNode {
  return (
    <ButtonLink look="plain" href={pathIn(language, '/staff/providers')}>
      {sayIn(language)('staff.providers.back')}
    </ButtonLink>
  );
}
