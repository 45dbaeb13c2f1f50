import type { ComponentChildren, VNode } from 'preact';
import type { PageFrame } from '../../../ui/site.ts';
import { Table } from '../../../ui/table.tsx';
import { pathIn, sayIn } from '../../../words/words.ts';

/** What changing keys does and what it does not, with the way to what it does not. */
export function KeyEffects({ frame }: { frame: PageFrame }): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const yes = say('staff.keys.does.yes');
  const no = (...way: ComponentChildren[]): VNode => (
    <>
      {say('staff.keys.does.no')}
      <span class="cl-own-line">{way}</span>
    </>
  );
  const apps = (
    <a class="usa-link" href={pathIn(language, '/staff/apps')}>
      {say('staff.apps.h1')}
    </a>
  );
  return (
    <Table
      caption={say('staff.keys.does.table')}
      headings={[say('staff.keys.does.th.what'), say('staff.keys.does.th.answer')]}
      rows={[
        [say('staff.keys.does.publish'), yes],
        [say('staff.keys.does.sign'), yes],
        [say('staff.keys.does.old'), no(say('staff.keys.does.old.p'))],
        [say('staff.keys.does.sessions'), no(say('staff.keys.does.sessions.p'))],
        [say('staff.keys.does.links'), no(say('staff.keys.does.links.p'))],
        [say('staff.keys.does.apps'), no(say('staff.keys.does.apps.p'), ' ', apps)],
      ]}
    />
  );
}
