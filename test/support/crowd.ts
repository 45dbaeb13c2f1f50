import type { TestService } from './service.ts';

interface Arrival {
  at: Date;
  providers?: readonly string[];
}

/** Puts people into the database as if each had come and linked, without a trip for each of them. */
export class Crowd {
  constructor(private readonly service: TestService) {}

  /** Everybody gets a link at each of the providers, and signs in once through each. */
  async arrive(count: number, { at, providers = ['google'] }: Arrival): Promise<void> {
    const { database } = this.service;
    const people = await database.query<{ id: string }>(
      `insert into civic.resident (id, language, created_at)
       select gen_random_uuid(), 'en', $2 from generate_series(1, $1) returning id`,
      [count, at],
    );
    const ids = people.map(({ id }) => id);
    for (const provider of providers) await this.link(ids, provider, at);
  }

  /** So many of those with a link of a provider lose it. */
  async leave(count: number, provider: string, at: Date): Promise<void> {
    await this.service.database.query(
      `with gone as (
         delete from civic.link where id in
           (select id from civic.link where provider = $2 order by flow_entry limit $1)
         returning id, resident_id)
       insert into civic.ledger_entry (type, actor_kind, at, resident_id, link_id, detail)
       select 'link.removed', 'resident', $3, resident_id, id, jsonb_build_object('provider', $2::text)
       from gone`,
      [count, provider, at],
    );
  }

  private async link(ids: readonly string[], provider: string, at: Date): Promise<void> {
    const { database } = this.service;
    const detail = JSON.stringify({ provider });
    const trips = await database.query<{ id: string; resident: string; link: string }>(
      `insert into civic.ledger_entry (type, actor_kind, at, resident_id, link_id, detail)
       select 'flow.consumed', 'resident', $2, id, gen_random_uuid(), $3
       from unnest($1::uuid[]) as id returning id, resident_id as resident, link_id as link`,
      [ids, at, detail],
    );
    const columns = [trips.map((row) => row.resident), trips.map((row) => row.link)];
    await database.query(
      `insert into civic.link (resident_id, id, provider, namespace, subject_index, sealed_subject,
         flow_entry, policy_version, created_at, last_used_at)
       select resident, link, $3, $3, uuid_send(link), '', entry, '1', $5, $5
       from unnest($1::uuid[], $2::uuid[], $4::bigint[]) as made (resident, link, entry)`,
      [...columns, provider, trips.map((row) => row.id), at],
    );
    await database.query(
      `insert into civic.ledger_entry (type, actor_kind, at, resident_id, link_id, detail)
       select type, 'resident', $4, resident, link, $3
       from unnest($1::uuid[], $2::uuid[]) as made (resident, link),
         unnest(array['link.created', 'resident.signed-in']) as type`,
      [...columns, detail, at],
    );
  }
}
