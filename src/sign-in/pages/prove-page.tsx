import type { VNode } from 'preact';
import type { ProvedAction } from '../../ledger/event-catalogue.ts';
import { Alert } from '../../ui/alert.tsx';
import { Actions, Button, ButtonLink } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Layout } from '../../ui/layout.tsx';
import { Card, CardList } from '../../ui/lists.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { formatSeconds } from '../../words/format.ts';
import { nameIn, pathIn, sayIn, type Key } from '../../words/words.ts';
import { setbackWords } from './setback-words.ts';
import type { WentWrong } from './setback-words.ts';
import type { Name } from '../../words/words.ts';

/** A provider at which the resident has linked accounts, with their names; null where none was saved. */
export interface ProvingAccount {
  /** Suspended when the provider says that no account of the resident there works. */
  provider: { id: string; label: Name; isAvailable: boolean; isSuspended?: boolean };
  names: readonly (string | null)[];
}

export interface ProvePageProps {
  frame: PageFrame;
  goal: { action: ProvedAction; object: string | null };
  accounts: readonly ProvingAccount[];
  /** How long the proof is good for. */
  seconds: number;
  /** The id of the city app's waiting request, where one sent the resident here. */
  request?: string;
  /** What became of a try that led back here. */
  wentWrong?: WentWrong;
}

const reasons = {
  link: 'prove.why.link',
  export: 'prove.why.export',
  erase: 'prove.why.erase',
} as const satisfies Record<ProvedAction, Key>;

/** Why we ask again who somebody is, and the accounts with which they can show it. */
export function ProvePage(props: ProvePageProps): VNode {
  const { frame, goal, seconds, wentWrong } = props;
  const { language } = frame;
  const say = sayIn(language);
  const time = formatSeconds(language, seconds);
  const notice = wentWrong && (
    <Alert kind="warning" isStatus>
      {setbackWords(say, wentWrong)}
    </Alert>
  );
  return (
    <Layout frame={frame} title={say('prove.h1')} notice={notice}>
      <p class="cl-lead">{say(reasons[goal.action])}</p>
      <p>{say('prove.how', { time })}</p>
      <Accounts {...props} />
      {goal.action === 'erase' && <WithoutProof frame={frame} />}
      <Actions>
        <ButtonLink look="plain" href={pathIn(language, '/account')}>
          {say('prove.btn.cancel')}
        </ButtonLink>
      </Actions>
    </Layout>
  );
}

function Accounts({ frame, goal, accounts, request }: ProvePageProps): VNode {
  const say = sayIn(frame.language);
  const hidden = { for: goal.object ?? undefined, r: request };
  return (
    <>
      <CardList>
        {accounts.map(({ provider, names }) => (
          <Card title={nameIn(frame.language, provider.label)}>
            {names.map((name) => (
              <p>
                <bdi>{name ?? say('links.noname')}</bdi>
              </p>
            ))}
            {provider.isAvailable ? (
              <Form
                frame={frame}
                action={`/prove/${goal.action}`}
                hidden={{ ...hidden, provider: provider.id }}
              >
                <Button look="outline">{say('start.btn', { provider: provider.label })}</Button>
              </Form>
            ) : (
              <p>{say(whyNot(provider), { provider: provider.label })}</p>
            )}
          </Card>
        ))}
      </CardList>
      {!accounts.some(({ provider }) => provider.isAvailable) && <p>{say('prove.none')}</p>}
    </>
  );
}

function whyNot({ isSuspended }: ProvingAccount['provider']) {
  return isSuspended ? 'links.suspended' : 'start.unavailable';
}

/** Nobody may be kept from deleting their record because a provider is down or an account is lost. */
function WithoutProof({ frame: { language } }: Pick<ProvePageProps, 'frame'>): VNode {
  const say = sayIn(language);
  return (
    <>
      <h2>{say('prove.later.h2')}</h2>
      <p>{say('prove.later.p')}</p>
      <p>
        <a class="usa-link" href={pathIn(language, '/account/delete/later')}>
          {say('prove.later.link')}
        </a>
      </p>
    </>
  );
}
