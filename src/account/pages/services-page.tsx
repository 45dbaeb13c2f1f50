import type { VNode } from 'preact';
import type { CityApp } from '../../apps/city-app.ts';
import { Alert } from '../../ui/alert.tsx';
import { Layout } from '../../ui/layout.tsx';
import { Card, CardList, SummaryList } from '../../ui/lists.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { formatDate } from '../../words/format.ts';
import { pathIn, sayIn } from '../../words/words.ts';
import type { Name, Say } from '../../words/words.ts';

/** An account with what a city service sees of it. */
export interface SeenAccount {
  provider: Name;
  name: string | null;
  /** Null where the service does not see it. */
  userId: string | null;
}

/** A city service a resident has connected, and what it sees. */
export interface ConnectedService {
  app: Pick<CityApp, 'id' | 'name' | 'department'>;
  since: Date;
  lastUsedAt: Date | null;
  accounts: readonly SeenAccount[];
  /** Whether it may come back while the resident is away. */
  stays: boolean;
}

export interface ServicesPageProps {
  frame: PageFrame;
  services: readonly ConnectedService[];
  /** The name of a service that was just disconnected. */
  disconnected?: string;
}

/** The city services a resident said yes to, each with the values it sees and a way out. */
export function ServicesPage({ frame, services, disconnected }: ServicesPageProps): VNode {
  const say = sayIn(frame.language);
  const notice = disconnected !== undefined && (
    <Alert kind="success" isStatus>
      {say('apps.dis.done', { app: disconnected })}
    </Alert>
  );
  return (
    <Layout frame={frame} title={say('apps.h1')} notice={notice || undefined}>
      <p class="cl-lead">{say(services.length === 0 ? 'apps.none' : 'apps.lead')}</p>
      <CardList>
        {services.map((service) => (
          <ServiceCard frame={frame} service={service} />
        ))}
      </CardList>
    </Layout>
  );
}

function ServiceCard({ frame, service }: { frame: PageFrame; service: ConnectedService }): VNode {
  const { language, site } = frame;
  const { app, since, lastUsedAt } = service;
  const say = sayIn(language);
  const gets = (
    <ul class="usa-list">
      {seenValues(say, service).map((value) => (
        <li>
          <bdi>{value}</bdi>
        </li>
      ))}
    </ul>
  );
  const used = lastUsedAt && {
    term: say('apps.used'),
    value: formatDate(language, lastUsedAt, site.timeZone),
  };
  const rows = [
    { term: say('apps.by'), value: app.department[language] },
    { term: say('apps.gets'), value: gets },
    { term: say('apps.since'), value: formatDate(language, since, site.timeZone) },
    used,
  ].filter((row) => row !== null);
  return (
    <Card title={app.name}>
      <SummaryList rows={rows} />
      <a class="usa-link cl-action" href={pathIn(language, `/account/apps/${app.id}/disconnect`)}>
        {say('apps.btn', { app: app.name })}
      </a>
    </Card>
  );
}

function seenValues(say: Say, { accounts, stays }: ConnectedService): string[] {
  const shown = accounts.map((account) => seenLine(say, account));
  return [say('apps.gets.id'), ...shown, ...(stays ? [say('apps.gets.stay')] : [])];
}

function seenLine(say: Say, { provider, name, userId }: SeenAccount): string {
  const account =
    name === null
      ? say('appconsent.get.noname', { provider })
      : say('appconsent.get.name', { provider, name });
  return userId === null ? account : say('appconsent.get.with.id', { account, id: userId });
}
