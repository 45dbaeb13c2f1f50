import type { VNode } from 'preact';
import type { CityApp } from '../../../apps/city-app.ts';
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { MarkedList } from '../../../ui/lists.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { pathIn, sayIn } from '../../../words/words.ts';

/** Pausing an app, or switching it on again. The form sends `act`: `pause`, `resume`. */
export function AppStatePage({ frame, app }: { frame: PageFrame; app: CityApp }): VNode {
  const { language } = frame;
  const { id, name, disabled } = app;
  const say = sayIn(language);
  const act = disabled ? 'resume' : 'pause';
  return (
    <Layout
      frame={frame}
      title={say(disabled ? 'staff.appstate.resume.h1' : 'staff.appstate.pause.h1', { name })}
    >
      {disabled ? (
        <p class="cl-lead">{say('staff.appstate.resume.p')}</p>
      ) : (
        <Effects frame={frame} />
      )}
      <Form frame={frame} action={`/staff/apps/${id}/state`} hidden={{ act }}>
        <Actions>
          <Button look={disabled ? 'primary' : 'danger'}>
            {say(disabled ? 'staff.appstate.resume.btn' : 'staff.appstate.pause.btn', { name })}
          </Button>
          <ButtonLink look="plain" href={pathIn(language, `/staff/apps/${id}`)}>
            {say('staff.app.back')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  );
}

function Effects({ frame: { language } }: { frame: PageFrame }): VNode {
  const say = sayIn(language);
  return (
    <MarkedList mark="dot">
      <li>{say('staff.appstate.pause.now')}</li>
      <li>{say('staff.appstate.pause.dead')}</li>
      <li>{say('staff.appstate.pause.again')}</li>
      <li>{say('staff.appstate.pause.links')}</li>
    </MarkedList>
  );
}
