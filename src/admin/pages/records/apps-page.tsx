import type { VNode } from 'preact';
import { Card, CardList, SummaryList } from '../../../ui/lists.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { pathIn, sayIn } from '../../../words/words.ts';
import type { Say } from '../../../words/words.ts';
import { scopeInWords } from '../apps/scope-words.ts';
import { RecordFrame } from './record-frame.tsx';
import type { ShownRecord } from './record-frame.tsx';

export interface RecordAppsPageProps extends ShownRecord {
  canDisconnect: boolean;
}

/** The part of a record that says which city services see something of it. */
export function RecordAppsPage(props: RecordAppsPageProps): VNode {
  const { frame, record, canDisconnect } = props;
  const { language } = frame;
  const say = sayIn(language);
  return (
    <RecordFrame {...props} tab="apps">
      {record.services.length === 0 && <p>{say('record.apps.none')}</p>}
      <CardList>
        {record.services.map(({ appId, name, givenAt, scopes }) => (
          <Card title={name}>
            <SummaryList
              rows={[
                { term: say('record.app.since'), value: <Moment frame={frame} at={givenAt} /> },
                { term: say('record.app.sees'), value: seen(say, scopes) },
              ]}
            />
            {canDisconnect && (
              <a
                class="usa-link cl-action"
                href={pathIn(language, `/staff/records/${record.id}/apps/${appId}/disconnect`)}
              >
                {say('record.app.disconnect', { app: name })}
              </a>
            )}
          </Card>
        ))}
      </CardList>
    </RecordFrame>
  );
}

/** What an app sees of a resident: in words, and as it stands in the ledger and in the app's registration. */
function seen(say: Say, scopes: readonly string[]): VNode {
  return (
    <ul class="usa-list">
      {scopes.map((scope) => (
        <li>{scopeInWords(say, scope)}</li>
      ))}
    </ul>
  );
}
