import type { VNode } from 'preact';
import { Layout } from '../../ui/layout.tsx';
import { MarkedList } from '../../ui/lists.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { sayIn } from '../../words/words.ts';

/** What the site does for everyone to be able to use it, and whom to tell where it fails. */
export function AccessibilityPage({ frame }: { frame: PageFrame }): VNode {
  const say = sayIn(frame.language);
  const { phone, accessibilityEmail: email } = frame.site;
  return (
    <Layout frame={frame} title={say('access.h1')}>
      <p class="cl-lead">{say('access.lead')}</p>
      <h2>{say('access.do.h2')}</h2>
      <MarkedList mark="dot">
        <li>{say('access.do.1')}</li>
        <li>{say('access.do.2')}</li>
        <li>{say('access.do.3')}</li>
        <li>{say('access.do.4')}</li>
        <li>{say('access.do.5')}</li>
      </MarkedList>
      <h2>{say('access.help.h2')}</h2>
      <p>{say('access.help.p', { phone, email })}</p>
    </Layout>
  );
}
