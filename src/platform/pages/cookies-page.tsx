import type { VNode } from 'preact';
import { Layout } from '../../ui/layout.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { Table } from '../../ui/table.tsx';
import { sayIn } from '../../words/words.ts';

/** One row of the cookie registry, in the language of the page. */
export interface CookieRow {
  name: string;
  purpose: string;
  ends: string;
}

export interface CookiesPageProps {
  frame: PageFrame;
  cookies: readonly CookieRow[];
}

/** Every cookie there is, from the same registry that sets them. */
export function CookiesPage({ frame, cookies }: CookiesPageProps): VNode {
  const say = sayIn(frame.language);
  return (
    <Layout frame={frame} title={say('cookies.h1')}>
      <p class="cl-lead">{say('cookies.what')}</p>
      <p>{say('cookies.only')}</p>
      <p>{say('cookies.kinds')}</p>
      <p>{say('cookies.ask')}</p>
      <Table
        caption={say('cookies.table')}
        headings={[say('cookies.th.name'), say('cookies.th.why'), say('cookies.th.ends')]}
        rows={cookies.map(({ name, purpose, ends }) => [<code>{name}</code>, purpose, ends])}
      />
      <p>{say('cookies.third')}</p>
    </Layout>
  );
}
