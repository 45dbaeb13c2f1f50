import type { VNode } from 'preact';
import type { ProviderFacts } from '../../../providers/provider.ts';
import { MarkedList } from '../../../ui/lists.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { formatCount } from '../../../words/format.ts';
import type { Language } from '../../../words/words.ts';
import { pathIn, sayIn } from '../../../words/words.ts';

export interface SwitchEffectsProps {
  frame: PageFrame;
  provider: Pick<ProviderFacts, 'id' | 'label'>;
  /** How many residents can sign in with it and nothing else; null when that could not be counted. */
  dependents: number | null;
}

/** What switching a provider off does and what it does not, and whom it keeps out. */
export function SwitchEffects({ frame, provider, dependents }: SwitchEffectsProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const name = { provider: provider.label };
  return (
    <>
      <h2>{say('staff.provider.what.h2')}</h2>
      <MarkedList mark="dot">
        <li>{say('staff.provider.what.off')}</li>
        <li>{say('staff.provider.what.ends', name)}</li>
        <li>{say('staff.provider.what.apps')}</li>
        <li>{say('staff.provider.what.back')}</li>
      </MarkedList>
      <h2>{say('staff.provider.only.h2')}</h2>
      <p>{whoIsKeptOut(language, provider, dependents)}</p>
    </>
  );
}

function whoIsKeptOut(
  language: Language,
  { label: provider }: SwitchEffectsProps['provider'],
  dependents: number | null,
): string {
  const say = sayIn(language);
  if (dependents === null) return say('staff.provider.only.unknown');
  if (dependents === 0) return say('staff.provider.only.none', { provider });
  const count = formatCount(language, dependents);
  return `${say('staff.provider.only.some', { provider, count })} ${say('staff.provider.only.wait')}`;
}

/** The way to what switching does not do. */
export function BulkWay({ frame: { language }, provider }: Omit<SwitchEffectsProps, 'dependents'>) {
  const say = sayIn(language);
  return (
    <>
      <p>{say('staff.provider.bulk')}</p>
      <a
        class="usa-link cl-action"
        href={pathIn(language, `/staff/bulk/new?provider=${provider.id}`)}
      >
        {say('staff.provider.bulk.link', { provider: provider.label })}
      </a>
    </>
  );
}
