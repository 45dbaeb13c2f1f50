import { Injectable } from '@nestjs/common';
import type { Kept, KeptRow } from '../platform/database/kept.ts';
import { statement } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { LinkSeal } from './link-seal.ts';
import type { LinkRow } from './link-seal.ts';

const read = statement(
  'kept.link',
  'select * from civic.link where resident_id = $1 order by created_at, id',
);

type StoredLink = LinkRow & { flow_entry: string; state_told_at: Date | null };

/** Links with what came from the provider opened. */
@Injectable()
export class KeptLinks implements Kept {
  readonly table = 'link';
  readonly name = 'linked_accounts';
  readonly title = 'copy.links';
  readonly fields = {
    id: 'copy.id',
    provider: 'copy.provider',
    namespace: 'copy.namespace',
    user_id: 'copy.userid',
    name: 'copy.name',
    created_at: 'copy.linked',
    last_used_at: 'copy.used',
    is_suspended: 'copy.suspended',
    state_told_at: 'copy.state.told',
    policy_version: 'copy.policy',
    flow_entry: 'copy.trip.entry',
  } as const;
  readonly leftOut = {
    resident_id: 'copy.why.record',
    sealed_subject: 'copy.why.opened',
    sealed_name: 'copy.why.opened',
    subject_index: 'copy.why.index',
    name_index: 'copy.why.index',
  } as const;

  constructor(private readonly seal: LinkSeal) {}

  async *read(sql: Sql, residentId: string): AsyncGenerator<KeptRow> {
    const rows = await sql.run<StoredLink>(read, [residentId]);
    for (const row of rows) {
      const { id, provider, namespace, created_at, last_used_at, policy_version, flow_entry } = row;
      const { subject: user_id, displayName: name } = this.seal.open(row);
      const dates = { created_at, last_used_at };
      const { is_suspended, state_told_at } = row;
      const state = { is_suspended, state_told_at };
      const how = { ...state, policy_version, flow_entry };
      yield { id, provider, namespace, user_id, name, ...dates, ...how };
    }
  }
}
