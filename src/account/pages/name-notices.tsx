import type { VNode } from 'preact';
import { Alert } from '../../ui/alert.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { pathIn, sayIn } from '../../words/words.ts';
import type { Name } from '../../words/words.ts';

/** A name that changed at a provider and waits for a yes. */
export interface NameChange {
  provider: Name;
  name: string;
  saved: string;
  /** The page that asks. */
  path: string;
}

/** One message for each name that changed. Nothing is saved unless the resident goes there and says yes. */
export function NameNotices({
  frame: { language },
  changes,
}: {
  frame: PageFrame;
  changes: readonly NameChange[];
}): VNode {
  const say = sayIn(language);
  return (
    <>
      {changes.map(({ provider, name, saved, path }) => (
        <Alert kind="info">
          <bdi>{say('name.notice', { provider, name, saved })}</bdi>{' '}
          <a class="usa-link" href={pathIn(language, path)}>
            {say('name.notice.link', { provider })}
          </a>
        </Alert>
      ))}
    </>
  );
}
