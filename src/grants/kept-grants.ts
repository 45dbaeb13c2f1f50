import { Injectable } from '@nestjs/common';
import { Apps } from '../apps/apps.ts';
import { keptRows } from '../platform/database/kept.ts';
import type { Kept, KeptRow } from '../platform/database/kept.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Residents } from '../residents/residents.ts';

const consents = keptRows(
  {
    table: 'consent',
    name: 'city_services',
    title: 'copy.consents',
    fields: {
      app_id: 'copy.app',
      scopes: 'copy.scopes',
      links: 'copy.seen',
      given_at: 'copy.given',
      last_used_at: 'copy.used',
      policy_version: 'copy.policy',
    },
    leftOut: { resident_id: 'copy.why.record' },
  },
  { orderBy: 'given_at, app_id' },
);

/** What each city service may see, with its name and the ID it knows the resident by. */
@Injectable()
export class KeptConsents implements Kept {
  readonly table = consents.table;
  readonly name = consents.name;
  readonly title = consents.title;
  readonly leftOut = consents.leftOut;
  readonly fields = {
    service_name: 'copy.app.name',
    ...consents.fields,
    known_as: 'copy.subject',
  } as const;

  constructor(
    private readonly apps: Apps,
    private readonly residents: Residents,
  ) {}

  async *read(sql: Sql, residentId: string): AsyncGenerator<KeptRow> {
    for await (const row of consents.read(sql, residentId)) {
      const app = await this.apps.find(String(row.app_id));
      const known_as = app && (await this.residents.subjectIn(residentId, app.sector));
      yield { service_name: app?.name ?? null, ...row, known_as };
    }
  }
}

export const keptGrants = keptRows(
  {
    table: 'app_grant',
    name: 'permissions',
    title: 'copy.grants',
    fields: {
      id: 'copy.id',
      app_id: 'copy.app',
      subject: 'copy.subject',
      scopes: 'copy.scopes',
      resource: 'copy.resource',
      other_resources: 'copy.resources',
      auth_link: 'copy.link',
      authenticated_at: 'copy.back',
      session_id: 'copy.session',
      created_at: 'copy.began',
    },
    leftOut: { resident_id: 'copy.why.record' },
  },
  { orderBy: 'created_at, id' },
);

/** The ids of a resident's grants, for tables that hang on them; `resident` is in SQL, such as `$1`. */
export function grantsOfSql(resident: string): string {
  return `select id from civic.app_grant where resident_id = ${resident}`;
}

export const keptFamilies = keptRows(
  {
    table: 'refresh_family',
    name: 'lasting_permissions',
    title: 'copy.families',
    fields: {
      grant_id: 'copy.grant',
      app_id: 'copy.app',
      generation: 'copy.renewals',
      rotated_at: 'copy.used',
      idle_expires_at: 'copy.idle',
      expires_at: 'copy.ends',
      killed_at: 'copy.stopped',
    },
    leftOut: {
      current_hash: 'copy.why.secret',
      previous_hash: 'copy.why.secret',
      sealed_successor: 'copy.why.secret',
    },
  },
  { where: `grant_id in (${grantsOfSql('$1')})`, orderBy: 'grant_id' },
);
