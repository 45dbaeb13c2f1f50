import type { VNode } from 'preact';
import type { ProviderMode, ProviderState } from '../../../providers/provider-states.ts';
import { noFigure } from '../../../statistics/provider-figures.ts';
import type { SignalTrial } from '../../../signals/trials.ts';
import type { ProviderFigure } from '../../../statistics/provider-figures.ts';
import { Alert } from '../../../ui/alert.tsx';
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Card, CardList } from '../../../ui/lists.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { nameIn, pathIn, sayIn } from '../../../words/words.ts';
import { ProviderSummary } from './provider-summary.tsx';
import { switchedWords } from './provider-words.ts';
import type { Name } from '../../../words/words.ts';

/** What has just been made of a provider. */
export interface Switched {
  provider: Name;
  mode: ProviderMode;
}

export interface ProvidersPageProps {
  frame: PageFrame;
  states: readonly ProviderState[];
  figures: ReadonlyMap<string, ProviderFigure>;
  /** The last test signal of each provider that sent one. */
  signals: ReadonlyMap<string, SignalTrial>;
  /** Whether the reader may switch them. */
  canChange: boolean;
  done?: Switched | undefined;
}

/** Every provider: what residents may do with it, and how it does. */
export function ProvidersPage(props: ProvidersPageProps): VNode {
  const { frame, states, figures, signals, canChange, done } = props;
  const say = sayIn(frame.language);
  const notice = done && (
    <Alert kind="success" isStatus>
      {say(switchedWords[done.mode], { provider: done.provider })}
    </Alert>
  );
  return (
    <Layout frame={frame} title={say('staff.providers.h1')} notice={notice}>
      <p class="cl-lead">{say('staff.providers.lead')}</p>
      <CardList>
        {states.map((state) => (
          <Card title={nameIn(frame.language, state.provider.label)}>
            <ProviderSummary
              frame={frame}
              state={state}
              figure={figures.get(state.provider.id) ?? noFigure}
              trialAt={signals.get(state.provider.id)?.arrivedAt ?? null}
            />
            <Choices frame={frame} state={state} canChange={canChange} />
          </Card>
        ))}
      </CardList>
    </Layout>
  );
}

interface ChoicesProps {
  frame: PageFrame;
  state: ProviderState;
  canChange: boolean;
}

function Choices({ frame, state: { provider, mode }, canChange }: ChoicesProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const name = { provider: provider.label };
  const at = `/staff/providers/${provider.id}`;
  return (
    <Form frame={frame} action={`${at}/test`}>
      <Actions>
        <Button look="outline">{say('staff.providers.test', name)}</Button>
        {canChange && (
          <ButtonLink look="outline" href={pathIn(language, `${at}/change`)}>
            {say('staff.providers.change', name)}
          </ButtonLink>
        )}
        {canChange && mode !== 'off' && (
          <ButtonLink look="danger" href={pathIn(language, `${at}/pause`)}>
            {say('staff.providers.pause', name)}
          </ButtonLink>
        )}
      </Actions>
    </Form>
  );
}
