import type { VNode } from 'preact';
import { Actions, ButtonLink } from '../../../ui/button.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { pathIn, sayIn } from '../../../words/words.ts';
import { shortId } from '../records/short-id.ts';
import { PlanChoices } from './plan-choices.tsx';
import type { PlanRights } from './plan-choices.tsx';
import { PlanEffects } from './plan-effects.tsx';
import { PlanFacts } from './plan-facts.tsx';
import { PlanNotice } from './plan-notice.tsx';
import { PlanProgress } from './plan-progress.tsx';
import type { ShownPlan } from './shown-plan.ts';

export interface PlanPageProps extends ShownPlan {
  can: PlanRights;
}

/** One plan, from the look at what it would do to the report of what it did. */
export function PlanPage(props: PlanPageProps): VNode {
  const { frame, plan } = props;
  const { language } = frame;
  const say = sayIn(language);
  const title = say('staff.bulk.plan.h1', { id: shortId(plan.id) });
  return (
    <Layout frame={frame} title={title} notice={<PlanNotice {...props} />}>
      <PlanFacts {...props} />
      {plan.startedAt !== null && <PlanProgress {...props} />}
      <PlanChoices {...props} />
      <PlanEffects {...props} />
      <Actions>
        <ButtonLink look="plain" href={pathIn(language, '/staff/bulk')}>
          {say('staff.bulk.back')}
        </ButtonLink>
      </Actions>
    </Layout>
  );
}
