import type { VNode } from 'preact';
import { Actions, Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Radios } from '../../ui/fields.tsx';
import { Form } from '../../ui/form.tsx';
import { Layout } from '../../ui/layout.tsx';
import { SummaryList } from '../../ui/lists.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { sayIn, type Say } from '../../words/words.ts';
import type { ProviderFacts } from './provider-facts.ts';
import { SignedInAs } from './signed-in-as.tsx';

export interface ReviewPageProps {
  frame: PageFrame;
  provider: ProviderFacts;
  /** The id of the identity that waits for the answer. */
  pending: string;
  /** What the provider sent, all of it; `name` is null where it sent none. */
  identity: { name: string | null; userId: string };
  /** Given when the account is added to the record of someone signed in. */
  addTo?: { name: string | null };
  /** True when the form came back without a choice about the name. */
  isChoiceMissing?: boolean;
}

/**
 * The two values themselves, before anything is saved. The form sends `decision` (save, not-me or cancel)
 * and, where there is a name, `save_name` (yes or no).
 */
export function ReviewPage(props: ReviewPageProps): VNode {
  const { frame, provider, pending, identity, addTo, isChoiceMissing = false } = props;
  const say = sayIn(frame.language);
  const { label } = provider;
  const rows = [
    { term: say('review.dt.account'), value: label },
    {
      term: say('review.dt.name'),
      value: identity.name ?? say('review.noname', { provider: label }),
    },
    { term: say('review.dt.id'), value: identity.userId },
  ];
  return (
    <Layout
      frame={frame}
      title={say('review.h1')}
      isError={isChoiceMissing}
      notice={isChoiceMissing && <ChoiceMissing say={say} />}
    >
      <p class="cl-lead">{say('review.lead', { provider: label })}</p>
      <SummaryList rows={rows} />
      {addTo && <SignedInAs language={frame.language} provider={label} name={addTo.name} />}
      <Form frame={frame} action={`/link/review/${pending}`}>
        {identity.name !== null && <NameChoice say={say} isMissing={isChoiceMissing} />}
        <Decisions say={say} provider={provider} />
      </Form>
    </Layout>
  );
}

function ChoiceMissing({ say }: { say: Say }): VNode {
  const problems = [{ field: 'save_name-yes', message: say('review.name.error') }];
  return <ErrorSummary title={say('common.error.summary')} problems={problems} />;
}

function NameChoice({ say, isMissing }: { say: Say; isMissing: boolean }): VNode {
  const options = [
    { value: 'yes', label: say('review.name.yes') },
    { value: 'no', label: say('review.name.no') },
  ];
  return (
    <Radios
      legend={say('review.name.legend')}
      name="save_name"
      options={options}
      problem={isMissing ? say('review.name.error') : undefined}
    />
  );
}

function Decisions({ say, provider }: { say: Say; provider: ProviderFacts }): VNode {
  return (
    <Actions>
      <Button name="decision" value="save">
        {say('review.btn.save')}
      </Button>
      <Button look="outline" name="decision" value="not-me">
        {say('review.btn.other')}
      </Button>
      {!provider.hasAccountChooser && (
        <p class="cl-quiet">{say('review.other.hint', { provider: provider.label })}</p>
      )}
      <Button look="plain" name="decision" value="cancel">
        {say('review.btn.cancel')}
      </Button>
    </Actions>
  );
}
