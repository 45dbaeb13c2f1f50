import type { VNode } from 'preact';
import type { Language, Name } from '../../words/words.ts';
import { sayIn } from '../../words/words.ts';

interface SignedInAsProps {
  language: Language;
  provider: Name;
  /** The saved name of the account signed in with; null where none was saved. */
  name: string | null;
}

/** Whose record a further account will be added to, so that nobody adds one to the record of another. */
export function SignedInAs({ language, provider, name }: SignedInAsProps): VNode {
  const say = sayIn(language);
  return (
    <p class="cl-from-app">
      <bdi>{name === null ? say('common.signed.in') : say('common.signed.in.as', { name })}</bdi>{' '}
      {say('consent.add', { provider })}
    </p>
  );
}
