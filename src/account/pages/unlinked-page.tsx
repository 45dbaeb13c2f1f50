import type { VNode } from 'preact';
import { Actions, ButtonLink, ExternalLink } from '../../ui/button.tsx';
import { Layout } from '../../ui/layout.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { formatAmount, formatList } from '../../words/format.ts';
import { pathIn, sayIn } from '../../words/words.ts';
import type { Name } from '../../words/words.ts';

export interface UnlinkedPageProps {
  /** Signed out, when it was the account the resident had signed in with. */
  frame: PageFrame;
  /** Without an address for settings when it is switched off. */
  provider: { label: Name; settingsUrl?: string };
  /** Names of the city services that are told. */
  told: readonly string[];
  /** How long a token that was given out may go on working where nobody asks us. */
  tokenSeconds: number;
}

/** What was deleted here, who hears of it, and what only the resident can remove at the provider. */
export function UnlinkedPage(props: UnlinkedPageProps): VNode {
  const { frame, provider } = props;
  const say = sayIn(frame.language);
  const [path, label] = frame.signedIn
    ? (['/account', 'unlinked.btn'] as const)
    : (['/', 'unlinked.btn.in'] as const);
  return (
    <Layout frame={frame} title={say('unlinked.h1', { provider: provider.label })}>
      <p class="cl-lead">{say('unlinked.p')}</p>
      <Told {...props} />
      {!frame.signedIn && <p>{say('unlinked.out')}</p>}
      {provider.settingsUrl !== undefined && (
        <AtTheProvider frame={frame} label={provider.label} settingsUrl={provider.settingsUrl} />
      )}
      <Actions>
        <ButtonLink href={pathIn(frame.language, path)}>{say(label)}</ButtonLink>
      </Actions>
    </Layout>
  );
}

function Told({ frame: { language }, told, tokenSeconds }: UnlinkedPageProps): VNode {
  const say = sayIn(language);
  if (told.length === 0) return <p>{say('unlinked.told.none')}</p>;
  const time = formatAmount(language, Math.ceil(tokenSeconds / 60), 'minute');
  return (
    <p>
      {say('unlinked.told', { apps: formatList(language, told, 'and') })}{' '}
      {say('unlink.late', { time })}
    </p>
  );
}

interface AtTheProviderProps {
  frame: PageFrame;
  label: Name;
  settingsUrl: string;
}

function AtTheProvider({ frame, label, settingsUrl }: AtTheProviderProps): VNode {
  const say = sayIn(frame.language);
  return (
    <>
      <h2>{say('unlinked.more.h2')}</h2>
      <p>{say('unlinked.more.p', { provider: label, service: frame.site.service })}</p>
      <p>
        <ExternalLink href={settingsUrl}>
          {say('unlinked.more.link', { provider: label })}
        </ExternalLink>
      </p>
    </>
  );
}
