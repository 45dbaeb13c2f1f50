import type { ComponentChildren, VNode } from 'preact';
import { Actions, ButtonLink } from '../../ui/button.tsx';
import { HelpCode } from '../../ui/help-code.tsx';
import { Layout } from '../../ui/layout.tsx';
import { MarkedList } from '../../ui/lists.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { formatAmount, formatDate } from '../../words/format.ts';
import { pathIn, sayIn, type Name, type Say } from '../../words/words.ts';
import { withRequest } from './provider-facts.ts';

interface Named {
  id: string;
  label: Name;
}

/** How a trip to a provider can end without a new link. */
export type Outcome =
  | { kind: 'cancelled'; provider: Named }
  | { kind: 'provider-unavailable'; provider: Named }
  | { kind: 'provider-error'; provider: Named }
  | { kind: 'switched-off'; provider: Named }
  | { kind: 'suspended'; provider: Named }
  | { kind: 'expired'; minutes: number }
  | { kind: 'mismatch' }
  | { kind: 'already-linked'; provider: Named }
  | { kind: 'removed'; provider: Named; on: Date; reason: string; mayLinkAgain: boolean };

export interface OutcomePageProps {
  frame: PageFrame;
  outcome: Outcome;
  helpCode: string | null;
  /** The id of the city app's waiting request, where one sent the resident here. */
  request?: string;
}

/** What happened, that nothing was saved, and a way on that needs nothing from before. */
export function OutcomePage({ frame, outcome, helpCode, request }: OutcomePageProps): VNode {
  const { title, body, action, instead } = describe(frame, outcome);
  const hrefOf = ({ path }: WayOn): string => pathIn(frame.language, withRequest(path, request));
  const isError = outcome.kind !== 'cancelled' && outcome.kind !== 'already-linked';
  return (
    <Layout frame={frame} title={title} isError={isError}>
      {body}
      <Actions>
        <ButtonLink href={hrefOf(action)}>{action.label}</ButtonLink>
        {instead && (
          <ButtonLink look="outline" href={hrefOf(instead)}>
            {instead.label}
          </ButtonLink>
        )}
      </Actions>
      {helpCode !== null && <HelpCode language={frame.language} code={helpCode} />}
    </Layout>
  );
}

interface Description {
  title: string;
  body: ComponentChildren;
  action: WayOn;
  /** Another way on. */
  instead?: WayOn;
}

interface WayOn {
  path: string;
  label: string;
}

function describe(frame: PageFrame, outcome: Outcome): Description {
  const say = sayIn(frame.language);
  switch (outcome.kind) {
    case 'cancelled':
      return cancelled(say, outcome.provider);
    case 'provider-unavailable':
      return providerUnavailable(say, outcome.provider);
    case 'provider-error':
      return providerError(say, outcome.provider);
    case 'switched-off':
      return switchedOff(say, outcome.provider.label);
    case 'suspended':
      return suspended(say, outcome.provider.label);
    case 'expired':
      return expired(say, formatAmount(frame.language, outcome.minutes, 'minute'));
    case 'mismatch':
      return mismatch(say);
    case 'already-linked':
      return alreadyLinked(say, outcome.provider.label);
    case 'removed':
      return removed(frame, outcome);
    default:
      return outcome satisfies never;
  }
}

const cancelled = (say: Say, { id, label }: Named): Description => ({
  title: say('err.denied.h1'),
  body: <p class="cl-lead">{say('err.denied.p', { provider: label })}</p>,
  action: { path: `/link/${id}`, label: say('err.denied.btn') },
});

const providerUnavailable = (say: Say, { id, label }: Named): Description => ({
  title: say('err.down.h1', { provider: label }),
  body: <p class="cl-lead">{say('err.down.p')}</p>,
  action: { path: `/link/${id}`, label: say('err.provider.btn') },
  instead: { path: '/', label: say('err.down.btn') },
});

const providerError = (say: Say, { id, label }: Named): Description => ({
  title: say('err.provider.h1', { provider: label }),
  body: <p class="cl-lead">{say('err.provider.p', { provider: label })}</p>,
  action: { path: `/link/${id}`, label: say('err.provider.btn') },
});

const switchedOff = (say: Say, provider: Name): Description => ({
  title: say('err.off.h1', { provider }),
  body: <p class="cl-lead">{say('err.off.p')}</p>,
  action: { path: '/', label: say('err.down.btn') },
});

const suspended = (say: Say, provider: Name): Description => ({
  title: say('err.suspended.h1', { provider }),
  body: (
    <>
      <p class="cl-lead">{say('err.suspended.p', { provider })}</p>
      <p>{say('err.suspended.next', { provider })}</p>
    </>
  ),
  action: { path: '/', label: say('err.down.btn') },
});

const expired = (say: Say, time: string): Description => ({
  title: say('err.expired.h1'),
  body: <p class="cl-lead">{say('err.expired.p', { time })}</p>,
  action: { path: '/', label: say('err.expired.btn') },
});

const mismatch = (say: Say): Description => ({
  title: say('err.mismatch.h1'),
  body: (
    <>
      <p class="cl-lead">{say('err.mismatch.p')}</p>
      <MarkedList mark="dot">
        <li>{say('err.mismatch.1')}</li>
        <li>{say('err.mismatch.2')}</li>
        <li>{say('err.mismatch.3')}</li>
      </MarkedList>
    </>
  ),
  action: { path: '/', label: say('err.mismatch.btn') },
});

const alreadyLinked = (say: Say, provider: Name): Description => ({
  title: say('err.already.h1'),
  body: <p class="cl-lead">{say('err.already.p', { provider })}</p>,
  action: { path: '/account', label: say('err.already.btn') },
});

function removed(frame: PageFrame, outcome: Extract<Outcome, { kind: 'removed' }>): Description {
  const say = sayIn(frame.language);
  const { provider, on, reason, mayLinkAgain } = outcome;
  const date = formatDate(frame.language, on, frame.site.timeZone);
  return {
    title: say('err.removed.h1'),
    body: (
      <>
        <p class="cl-lead">{say('err.removed.p', { provider: provider.label, date, reason })}</p>
        <p>
          {say(mayLinkAgain ? 'err.removed.next' : 'err.removed.blocked')}{' '}
          {say('err.removed.wrong')}
        </p>
      </>
    ),
    action: mayLinkAgain
      ? { path: `/link/${provider.id}`, label: say('err.removed.btn') }
      : { path: '/', label: say('common.btn.start') },
  };
}
