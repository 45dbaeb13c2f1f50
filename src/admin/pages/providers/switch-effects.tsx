import type { VNode } from 'preact';
import type { ProviderFacts } from '../../../providers/provider.ts';
import { MarkedList } from '../../../ui/lists.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { formatCount } from '../../../words/format.ts';
import { pathIn, sayIn } from '../../../words/words.ts';

export interface SwitchEffectsProps {
  frame: PageFrame;
  provider: Pick<ProviderFacts, 'id' | 'label'>;
  /** How many residents can sign in with it and nothing else. */
  dependents: number;
}

/** What switching a provider off does and what it does not, and whom it keeps out. */
export function SwitchEffects({ frame, provider, dependents }: SwitchEffectsProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const name = { provider: provider.label };
  const count = formatCount(language, dependents);
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
      {dependents === 0 ? (
        <p>{say('staff.provider.only.none', name)}</p>
      ) : (
        <p>
          {say('staff.provider.only.some', { ...name, count })} {say('staff.provider.only.wait')}
        </p>
      )}
    </>
  );
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
