import type { VNode } from 'preact';
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx';
import { ErrorSummary } from '../../../ui/error-summary.tsx';
import { TextField } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { MarkedList } from '../../../ui/lists.tsx';
import { approveSeconds } from '../../../bulk/lifetimes.ts';
import { formatCount, formatSeconds } from '../../../words/format.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import { Reads } from '../records/reads.tsx';
import { shortId } from '../records/short-id.ts';
import { linksInWords } from './plan-words.ts';
import type { ShownPlan } from './shown-plan.ts';

export interface ConfirmPageProps extends ShownPlan {
  /** What was typed and is not the number of the plan. */
  typed?: string;
}

/** The last question before a plan runs or waits for a second person. The form sends `links`. */
export function ConfirmPage(props: ConfirmPageProps): VNode {
  const { frame, plan, reads, typed } = props;
  const { language } = frame;
  const say = sayIn(language);
  const count = formatCount(language, plan.links);
  const wrong = typed === undefined ? undefined : say('staff.bulk.confirm.links.wrong', { count });
  const problems = wrong === undefined ? [] : [{ field: 'links', message: wrong }];
  const isError = problems.length > 0;
  const notice = isError && (
    <ErrorSummary title={say('common.error.summary')} problems={problems} />
  );
  return (
    <Layout
      frame={frame}
      title={say('staff.bulk.confirm.h1', { id: shortId(plan.id) })}
      isError={isError}
      notice={notice}
    >
      <p class="cl-count">{linksInWords(language, plan.links)}</p>
      <Consequences frame={frame} plan={plan} />
      <Reads say={say} reads={reads} />
      <HowMany {...props} problem={wrong} />
    </Layout>
  );
}

interface HowManyProps extends Pick<ConfirmPageProps, 'frame' | 'plan' | 'typed'> {
  problem: string | undefined;
}

function HowMany({ frame, plan, typed, problem }: HowManyProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const button = plan.needsApproval ? 'staff.bulk.confirm.ask' : 'staff.bulk.confirm.run';
  return (
    <Form frame={frame} action={`/staff/bulk/${plan.id}/confirm`}>
      <TextField
        name="links"
        label={say('staff.bulk.confirm.links')}
        hint={say('staff.bulk.confirm.links.hint')}
        value={typed}
        problem={problem}
      />
      <Actions>
        <Button look="danger">{say(button)}</Button>
        <ButtonLink look="plain" href={pathIn(language, `/staff/bulk/${plan.id}`)}>
          {say('staff.bulk.confirm.back')}
        </ButtonLink>
      </Actions>
    </Form>
  );
}

function Consequences({ frame, plan }: Pick<ShownPlan, 'frame' | 'plan'>): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const time = formatSeconds(language, approveSeconds);
  return (
    <>
      <h2>{say('staff.bulk.confirm.h2')}</h2>
      <MarkedList mark="dot">
        <li>{say('staff.bulk.confirm.1')}</li>
        <li>{say('staff.bulk.confirm.2')}</li>
        <li>
          {plan.needsApproval
            ? say('staff.bulk.confirm.second', { time })
            : say('staff.bulk.confirm.alone')}
        </li>
      </MarkedList>
    </>
  );
}
