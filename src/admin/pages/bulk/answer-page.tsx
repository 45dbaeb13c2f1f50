import type { VNode } from 'preact';
import { Alert } from '../../../ui/alert.tsx';
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { pathIn, sayIn } from '../../../words/words.ts';
import { shortId } from '../records/short-id.ts';
import { PlanEffects } from './plan-effects.tsx';
import { PlanFacts } from './plan-facts.tsx';
import type { ShownPlan } from './shown-plan.ts';

/**
 * Where a second person, who sees the same plan as the first one, says yes or no. Nobody asks that of the first one, who
 * reads why. The form sends `answer`: `yes`, `no`.
 */
export function AnswerPage(shown: ShownPlan): VNode {
  const { frame, plan, isOwn } = shown;
  const { language } = frame;
  const say = sayIn(language);
  return (
    <Layout
      frame={frame}
      title={say(isOwn ? 'staff.bulk.plan.h1' : 'staff.bulk.answer.h1', { id: shortId(plan.id) })}
      isError={isOwn}
      notice={isOwn && <Alert kind="warning">{say('staff.bulk.answer.own')}</Alert>}
    >
      {!isOwn && <p class="cl-lead">{say('staff.bulk.answer.lead')}</p>}
      <PlanFacts {...shown} />
      <PlanEffects {...shown} />
      {!isOwn && (
        <Form frame={frame} action={`/staff/bulk/${plan.id}/answer`}>
          <Actions>
            <Button look="danger" name="answer" value="yes">
              {say('staff.bulk.answer.yes')}
            </Button>
            <Button look="outline" name="answer" value="no">
              {say('staff.bulk.answer.no')}
            </Button>
          </Actions>
        </Form>
      )}
      <Actions>
        <ButtonLink look="plain" href={pathIn(language, '/staff/bulk')}>
          {say('staff.bulk.back')}
        </ButtonLink>
      </Actions>
    </Layout>
  );
}
