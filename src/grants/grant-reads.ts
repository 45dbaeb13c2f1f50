import { Injectable } from '@nestjs/common';
import { BatchedRead } from '../platform/database/batched-read.ts';
import { Database } from '../platform/database/database.ts';
import { statement } from '../platform/database/statement.ts';
import { Revocations } from '../revocations/revocations.ts';
import { grantColumns } from './grant.ts';
import type { Grant } from './grant.ts';

const findMany = statement(
  'grants.find-many',
  `select ${grantColumns} from civic.app_grant g where g.id = any($1::uuid[])`,
);

/** Finds grants for requests that come many at a time, and so share their reads. */
@Injectable()
export class GrantReads {
  private readonly reads: BatchedRead<string, Grant | null>;

  constructor(
    private readonly database: Database,
    private readonly revocations: Revocations,
  ) {
    this.reads = new BatchedRead((ids) => this.findMany(ids));
  }

  /** The grant, dead or alive; null once it is purged or its resident erased. */
  find(id: string): Promise<Grant | null> {
    return this.reads.read(id);
  }

  /** The grant, if it is alive. */
  async findLive(id: string): Promise<Grant | null> {
    const [grant, dead] = await Promise.all([this.find(id), this.revocations.isDead(id)]);
    return dead ? null : grant;
  }

  private async findMany(ids: readonly string[]): Promise<(Grant | null)[]> {
    const grants = await this.database.run<Grant>(findMany, [ids]);
    const byId = new Map(grants.map((grant) => [grant.id, grant]));
    return ids.map((id) => byId.get(id) ?? null);
  }
}
