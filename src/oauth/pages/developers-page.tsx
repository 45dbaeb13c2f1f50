import type { VNode } from 'preact';
import { Layout } from '../../ui/layout.tsx';
import { MarkedList } from '../../ui/lists.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { Table } from '../../ui/table.tsx';
import { sayIn, type Say } from '../../words/words.ts';

/** An address of the service under the name that metadata gives it. */
export interface Place {
  name: string;
  address: string;
}

type Problems = Readonly<Record<string, { status: number; title: string; help: string }>>;

export interface DevelopersPageProps {
  frame: PageFrame;
  places: readonly Place[];
  /** By code, which is also the anchor that an error's `type` leads to. */
  problems: Problems;
}

/** For those who build city services. The texts of the API are English in every language, and marked so. */
export function DevelopersPage({ frame, places, problems }: DevelopersPageProps): VNode {
  const say = sayIn(frame.language);
  return (
    <Layout frame={frame} title={say('developers.h1')}>
      <p class="cl-lead">{say('developers.lead')}</p>
      <p>{say('developers.first')}</p>
      <p>{say('developers.keys')}</p>
      <Places say={say} places={places} />
      <h2 id="rules">{say('developers.rules.h2')}</h2>
      <MarkedList mark="dot">
        <li>{say('developers.rules.1')}</li>
        <li>{say('developers.rules.2')}</li>
        <li>{say('developers.rules.3')}</li>
        <li>{say('developers.rules.4')}</li>
      </MarkedList>
      <ProblemList say={say} problems={problems} />
    </Layout>
  );
}

function Places({ say, places }: { say: Say; places: readonly Place[] }): VNode {
  return (
    <Table
      caption={say('developers.places.table')}
      headings={[say('developers.th.name'), say('developers.th.address')]}
      rows={places.map(({ name, address }) => [<code>{name}</code>, <code>{address}</code>])}
    />
  );
}

/** In English in both languages: it is what a program is told, and what its builder searches for. */
function ProblemList({ say, problems }: { say: Say; problems: Problems }): VNode {
  const headings = ['developers.th.code', 'developers.th.means', 'developers.th.do'] as const;
  return (
    <Table
      caption={say('developers.problems.table')}
      headings={headings.map((key) => say(key))}
      rows={Object.entries(problems).map(([code, { status, title, help }]) => [
        <code id={code}>{code}</code>,
        <span lang="en">{`${status}: ${title}`}</span>,
        <span lang="en">{help}</span>,
      ])}
    />
  );
}
