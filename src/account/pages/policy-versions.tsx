import type { VNode } from 'preact';
import { Alert } from '../../ui/alert.tsx';
import { MarkedList } from '../../ui/lists.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { formatDate } from '../../words/format.ts';
import { pathIn, sayIn } from '../../words/words.ts';
import type { PolicyVersion } from '../../policy/policy-version.ts';
import type { ShownPolicy } from '../shown-policy.ts';

interface VersionProps {
  frame: PageFrame;
  shown: ShownPolicy;
}

/** Which version this is, and whether it is the one that holds. */
export function WhichVersion({ frame, shown }: VersionProps): VNode {
  const { language, site } = frame;
  const say = sayIn(language);
  const { version, standing, coming } = shown;
  const dateOf = (date: Date): string => formatDate(language, date, site.timeZone);
  const values = { version: version.version, date: dateOf(version.since) };
  const isCurrent = standing.kind === 'current';
  return (
    <>
      {standing.kind === 'old' && (
        <Alert kind="warning">{say('privacy.old', { date: dateOf(standing.until) })}</Alert>
      )}
      {standing.kind === 'coming' && <Alert kind="warning">{say('privacy.early')}</Alert>}
      <p>
        {standing.kind === 'coming'
          ? say('privacy.version.coming', values)
          : say('privacy.version', values)}
      </p>
      {isCurrent && coming && (
        <Alert kind="info">
          {say('privacy.coming', { date: dateOf(coming.since) })}{' '}
          <a class="usa-link" href={pathIn(language, `/privacy/${coming.version}`)}>
            {say('privacy.coming.link')}
          </a>
        </Alert>
      )}
      {!isCurrent && (
        <p>
          <a class="usa-link" href={pathIn(language, '/privacy')}>
            {say('privacy.today')}
          </a>
        </p>
      )}
    </>
  );
}

/** What is different from the version before, and all versions there are. */
export function Versions({ frame, shown }: VersionProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const { version, versions } = shown;
  const changes = version.changes[language];
  return (
    <>
      {changes.length > 0 && (
        <>
          <h2>{say('privacy.changes.h2')}</h2>
          <Changes changes={changes} />
        </>
      )}
      {versions.length > 1 && (
        <>
          <h2>{say('privacy.versions.h2')}</h2>
          <MarkedList mark="dot">
            {versions.map((one) => (
              <li>
                <VersionName frame={frame} one={one} isHere={one.version === version.version} />
              </li>
            ))}
          </MarkedList>
        </>
      )}
    </>
  );
}

/** Lines that staff wrote, as they are. */
export function Changes({ changes }: { changes: readonly string[] }): VNode {
  return (
    <MarkedList mark="dot">
      {changes.map((change) => (
        <li>{change}</li>
      ))}
    </MarkedList>
  );
}

type VersionNameProps = Pick<VersionProps, 'frame'> & { one: PolicyVersion; isHere: boolean };

function VersionName({ frame: { language, site }, one, isHere }: VersionNameProps): VNode {
  const date = formatDate(language, one.since, site.timeZone);
  const name = sayIn(language)('policy.version', { version: one.version, date });
  if (isHere) return <>{name}</>;
  return (
    <a class="usa-link" href={pathIn(language, `/privacy/${one.version}`)}>
      {name}
    </a>
  );
}
