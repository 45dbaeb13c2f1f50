import type { VNode } from 'preact';
import type { CityApp } from '../../../apps/city-app.ts';
import type { DeliveryState } from '../../../feed/delivery-desk.ts';
import { Alert } from '../../../ui/alert.tsx';
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import { DeliverySummary } from './delivery-summary.tsx';

/** What the page says of what was just done. */
export const deliveriesDone = {
  replayed: 'staff.hears.done.replayed',
  nothing: 'staff.hears.done.nothing',
} as const;

export type DeliveriesDone = keyof typeof deliveriesDone;

interface DeliveriesPageProps {
  frame: PageFrame;
  app: CityApp;
  states: readonly DeliveryState[];
  /** Whether the reader may have sent again what was given up. */
  canReplay: boolean;
  done: DeliveriesDone | undefined;
}

/** What one app hears, what waits for it and what was given up. */
export function DeliveriesPage(props: DeliveriesPageProps): VNode {
  const { frame, app, states, canReplay, done } = props;
  const { language } = frame;
  const say = sayIn(language);
  const notice = done && (
    <Alert kind="success" isStatus>
      {say(deliveriesDone[done])}
    </Alert>
  );
  const dead = states.reduce((sum, state) => sum + state.dead, 0);
  return (
    <Layout frame={frame} title={say('staff.hears.h1', { name: app.name })} notice={notice}>
      <p class="cl-lead">{say('staff.hears.lead')}</p>
      {states.length === 0 && <HearsNothing frame={frame} />}
      {states.map((state) => (
        <DeliverySummary frame={frame} state={state} />
      ))}
      {canReplay && dead > 0 && <Again frame={frame} app={app} dead={dead} />}
      <Actions>
        <ButtonLink look="plain" href={pathIn(language, `/staff/apps/${app.id}`)}>
          {say('staff.app.back')}
        </ButtonLink>
      </Actions>
    </Layout>
  );
}

function HearsNothing({ frame: { language } }: { frame: PageFrame }): VNode {
  const say = sayIn(language);
  return (
    <>
      <p>
        <strong>{say('staff.hears.none')}</strong>
      </p>
      <p>{say('staff.hears.none.p')}</p>
    </>
  );
}

interface AgainProps {
  frame: PageFrame;
  app: CityApp;
  dead: number;
}

function Again({ frame, app: { id }, dead }: AgainProps): VNode {
  const say = sayIn(frame.language);
  return (
    <>
      <h2>{say('staff.hears.again.h2')}</h2>
      <p>{say('staff.hears.again.p', { count: dead })}</p>
      <p>{say('staff.hears.again.order')}</p>
      <Form frame={frame} action={`/staff/apps/${id}/deliveries`}>
        <Actions>
          <Button>{say('staff.hears.again.btn')}</Button>
        </Actions>
      </Form>
    </>
  );
}
