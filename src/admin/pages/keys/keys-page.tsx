import type { VNode } from 'preact';
import type { KeyRecord } from '../../../keys/key-record.ts';
import type { WaitingRetirement } from '../../../keys/key-retirements.ts';
import { Alert } from '../../../ui/alert.tsx';
import { Actions, ButtonLink } from '../../../ui/button.tsx';
import { Layout } from '../../../ui/layout.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { Table } from '../../../ui/table.tsx';
import { pathIn, sayIn } from '../../../words/words.ts';
import { KeyEffects } from './key-effects.tsx';
import { keyRow } from './key-row.tsx';
import { keysDone } from './key-words.ts';
import type { KeysDone } from './key-words.ts';
import { Waiting } from './waiting.tsx';

/** How long a key signs, and how long it is known after that, in seconds. */
export interface KeyTimes {
  rotateAfterSeconds: number;
  keepAfterSeconds: number;
  now: Date;
}

/** A request with the name of whoever asked. */
export interface NamedRetirement extends WaitingRetirement {
  who: string | null;
}

export interface KeysPageProps {
  frame: PageFrame;
  keys: readonly KeyRecord[];
  waiting: readonly NamedRetirement[];
  times: KeyTimes;
  /** Whether the reader may change keys, or answer what another person asked. */
  canChange: boolean;
  canApprove: boolean;
  done?: KeysDone | undefined;
}

/** Every key of this service: what comes, what signs, what was, what is gone. */
export function KeysPage(props: KeysPageProps): VNode {
  const { frame, keys, waiting, times, canChange, canApprove, done } = props;
  const { language } = frame;
  const say = sayIn(language);
  const notice = done && (
    <Alert kind="success" isStatus>
      {say(keysDone[done])}
    </Alert>
  );
  return (
    <Layout frame={frame} title={say('staff.keys.h1')} notice={notice}>
      <p class="cl-lead">{say('staff.keys.lead')}</p>
      {waiting.length > 0 && <Waiting frame={frame} waiting={waiting} canApprove={canApprove} />}
      <Table
        caption={say('staff.keys.table')}
        headings={[
          say('staff.keys.th.key'),
          say('staff.keys.th.state'),
          say('staff.keys.th.made'),
          say('staff.keys.th.current'),
          say('staff.keys.th.ready'),
        ]}
        rows={keys.map((key) => keyRow(frame, key, { times, canChange }))}
      />
      {canChange && (
        <Actions>
          <ButtonLink look="outline" href={pathIn(language, '/staff/keys/change')}>
            {say('staff.keys.change')}
          </ButtonLink>
        </Actions>
      )}
      <KeyEffects frame={frame} />
    </Layout>
  );
}
