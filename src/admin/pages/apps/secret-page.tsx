import type { VNode } from 'preact';
import { secretOverlapSeconds } from '../../../apps/app-desk.ts';
import type { AppRecord } from '../../../apps/app-record.ts';
import { Alert } from '../../../ui/alert.tsx';
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { formatMoment, formatSeconds } from '../../../words/format.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import { methodWords } from './app-words.ts';

export interface SecretPageProps {
  frame: PageFrame;
  record: AppRecord;
  /** Whether a new secret was just refused because the old one still works. */
  isRefused?: boolean;
}

/** Changing the secret of an app. Its forms send `act`: `rotate`, `end-old`. */
export function SecretPage({ frame, record, isRefused = false }: SecretPageProps): VNode {
  const { language, site } = frame;
  const { app, oldSecretEndsAt } = record;
  const say = sayIn(language);
  const time = oldSecretEndsAt && formatMoment(language, oldSecretEndsAt, site.timeZone);
  const running = time && say('staff.appsecret.running', { time });
  return (
    <Layout
      frame={frame}
      title={say('staff.appsecret.h1', { name: app.name })}
      isError={isRefused}
      notice={isRefused && running && <Alert kind="warning">{running}</Alert>}
    >
      {running ? (
        <Running frame={frame} record={record} running={running} />
      ) : (
        <Rotate frame={frame} record={record} />
      )}
      <Actions>
        <ButtonLink look="plain" href={pathIn(language, `/staff/apps/${app.id}`)}>
          {say('staff.app.back')}
        </ButtonLink>
      </Actions>
    </Layout>
  );
}

function Rotate({ frame, record: { app, secretMadeAt } }: SecretPageProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  if (secretMadeAt === null) {
    return <p>{say('staff.appsecret.none', { method: say(methodWords[app.authMethod]) })}</p>;
  }
  const time = formatSeconds(language, secretOverlapSeconds);
  return (
    <>
      <p class="cl-lead">{say('staff.appsecret.how', { time })}</p>
      <Form frame={frame} action={`/staff/apps/${app.id}/secret`} hidden={{ act: 'rotate' }}>
        <Button>{say('staff.appsecret.btn')}</Button>
      </Form>
    </>
  );
}

/** While the old secret works there is no new one: whoever still uses the old one was promised its time. */
function Running({
  frame,
  record: { app },
  running,
}: Omit<SecretPageProps, 'isRefused'> & { running: string }): VNode {
  const say = sayIn(frame.language);
  return (
    <>
      <p class="cl-lead">{running}</p>
      <p>{say('staff.appsecret.wait')}</p>
      <h2>{say('staff.appsecret.end.h2')}</h2>
      <p>{say('staff.appsecret.end.p')}</p>
      <Form frame={frame} action={`/staff/apps/${app.id}/secret`} hidden={{ act: 'end-old' }}>
        <Button look="danger">{say('staff.appsecret.end.btn')}</Button>
      </Form>
    </>
  );
}
