import type { VNode } from 'preact';
import type { CityApp } from '../../../apps/city-app.ts';
import type { TrialRequest } from '../../../oauth/trial-request.ts';
import { Actions, ButtonLink } from '../../../ui/button.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { Snippet } from '../../../ui/snippet.tsx';
import { Table } from '../../../ui/table.tsx';
import { sayIn } from '../../../words/words.ts';
import { methodWords } from './app-words.ts';

interface TrialProps {
  frame: PageFrame;
  app: CityApp;
  trial: TrialRequest;
}

/** A sign-in step by step, and the address it begins with. */
export function Trial({ frame, app, trial: { address, parts } }: TrialProps): VNode {
  const say = sayIn(frame.language);
  const [back = ''] = app.redirectUris;
  return (
    <>
      <h2>{say('staff.apptest.steps.h2')}</h2>
      <ol class="usa-list">
        <li>{say('staff.apptest.step.send')}</li>
        <li>{say('staff.apptest.step.sign')}</li>
        <li>{say('staff.apptest.step.ask')}</li>
        <li>{say('staff.apptest.step.back', { address: back })}</li>
        <li>{say('staff.apptest.step.swap', { method: say(methodWords[app.authMethod]) })}</li>
      </ol>
      <Table
        caption={say('staff.apptest.link.table')}
        headings={[say('staff.apptest.link.part'), say('staff.apptest.link.value')]}
        rows={parts.map(([name, value]) => [<code>{name}</code>, <code>{value}</code>])}
      />
      <Snippet lines={address} />
      <p>{say('staff.apptest.link.p')}</p>
      {!app.disabled && (
        <Actions>
          <ButtonLink look="outline" href={address}>
            {say('staff.apptest.link.open')}
          </ButtonLink>
        </Actions>
      )}
    </>
  );
}
