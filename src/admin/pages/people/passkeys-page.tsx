import type { VNode } from 'preact';
import type { Bilingual } from '../../../config/bilingual.ts';
import { Alert } from '../../../ui/alert.tsx';
import { Actions, Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { Table } from '../../../ui/table.tsx';
import { formatExactly } from '../../../words/format.ts';
import { sayIn } from '../../../words/words.ts';
import type { PlainKey } from '../../../words/words.ts';
import type { OwnPasskey } from '../../../staff/passkeys.ts';
import { PasskeyForm, passkeyScript } from '../door/passkey-form.tsx';
import { Moment } from '../../../ui/moment.tsx';

/** What the page says of what was just done. */
export type PasskeysDone = 'added' | 'removed' | 'last' | 'failed';

const doneWords = {
  added: 'staff.passkeys.added',
  removed: 'staff.passkeys.removed',
  last: 'staff.passkeys.last',
  failed: 'staff.enrol.failed',
} as const satisfies Record<PasskeysDone, PlainKey>;

export interface PasskeysPageProps {
  frame: PageFrame;
  passkeys: readonly OwnPasskey[];
  options: object;
  done?: PasskeysDone;
}

/** What it says to whoever came with a city account, where a passkey would outlast that account. */
export function NoPasskeysPage({
  frame,
  directory,
}: {
  frame: PageFrame;
  directory: Bilingual;
}): VNode {
  const say = sayIn(frame.language);
  const label = directory[frame.language];
  return (
    <Layout frame={frame} title={say('staff.passkeys.h1')}>
      <p class="cl-lead">{say('staff.directory.passkeys', { label })}</p>
    </Layout>
  );
}

/** A member of staff's own passkeys: seeing them, removing one, making one more. */
export function PasskeysPage({ frame, passkeys, options, done }: PasskeysPageProps): VNode {
  const say = sayIn(frame.language);
  const isGood = done === 'added' || done === 'removed';
  const notice = done && (
    <Alert kind={isGood ? 'success' : 'warning'} isStatus>
      {say(doneWords[done])}
    </Alert>
  );
  return (
    <Layout
      frame={frame}
      title={say('staff.passkeys.h1')}
      notice={notice}
      isError={done === 'failed' || done === 'last'}
      script={passkeyScript}
    >
      <p class="cl-lead">{say('staff.passkeys.lead')}</p>
      {passkeys.length === 1 && <Alert kind="warning">{say('staff.passkeys.one')}</Alert>}
      <Own frame={frame} passkeys={passkeys} />
      <h2>{say('staff.passkeys.add.h2')}</h2>
      <PasskeyForm
        frame={frame}
        action="/staff/passkeys"
        kind="make"
        options={options}
        button={say('staff.enrol.btn')}
      />
    </Layout>
  );
}

function Own({ frame, passkeys }: Pick<PasskeysPageProps, 'frame' | 'passkeys'>): VNode {
  const say = sayIn(frame.language);
  return (
    <Table
      caption={say('staff.passkeys.table')}
      headings={[
        say('staff.passkeys.th.made'),
        say('staff.passkeys.th.used'),
        say('staff.passkeys.th.do'),
      ]}
      rows={passkeys.map(({ id, createdAt, lastUsedAt }) => [
        <Moment frame={frame} at={createdAt} />,
        lastUsedAt ? <Moment frame={frame} at={lastUsedAt} /> : say('staff.passkeys.never'),
        <Remove frame={frame} id={id} madeAt={createdAt} />,
      ])}
    />
  );
}

function Remove({ frame, id, madeAt }: { frame: PageFrame; id: string; madeAt: Date }): VNode {
  const { language, site } = frame;
  const say = sayIn(language);
  const date = formatExactly(language, madeAt, site.timeZone);
  return (
    <Form frame={frame} action={`/staff/passkeys/${id}/remove`}>
      <Actions>
        <Button look="plain">
          {say('staff.passkeys.remove')}{' '}
          <span class="usa-sr-only">{say('staff.passkeys.remove.which', { date })}</span>
        </Button>
      </Actions>
    </Form>
  );
}
