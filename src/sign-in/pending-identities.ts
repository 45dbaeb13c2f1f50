import { Injectable } from '@nestjs/common';
import { isId, newId } from '../kernel/ids.ts';
import { fingerprint } from '../kernel/opaque-token.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql, Statement } from '../platform/database/statement.ts';
import type { Identity } from '../providers/provider.ts';
import type { Session } from '../residents/sessions.ts';
import { Vault } from '../vault/vault.ts';
import { flowSeconds } from './flow.ts';
import type { ConsumedFlow, Purpose } from './flow.ts';
import { purposeValues, readPurpose } from './purpose.ts';
import type { PurposeColumns } from './purpose.ts';
import * as statements from './statements/pending-identities.ts';

/** An identity a provider named, waiting for the resident's yes. Nothing of it is saved yet. */
export interface PendingIdentity {
  id: string;
  provider: string;
  purpose: Purpose;
  flowEntry: string;
  requestId: string | null;
  policyVersion: string;
  identity: Identity;
}

/** Who asks for a pending identity: it opens for the browser it was made in, and when linking for that session. */
export interface Claimant {
  browserSecret: string;
  session: Session | null;
}

interface PendingRow extends PurposeColumns {
  id: string;
  provider: string;
  flow_entry: string;
  request_id: string | null;
  policy_version: string;
  sealed_identity: Buffer;
}

/**
 * Holds identities between the provider and "Is this you?", sealed under a key that exists only in the browser's
 * cookie: the service itself cannot read what nobody has said yes to.
 */
@Injectable()
export class PendingIdentities {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
  ) {}

  /** Holds an identity for ten minutes and returns its id, which is not a secret. */
  async hold(flow: ConsumedFlow, identity: Identity, browserSecret: string): Promise<string> {
    const id = newId();
    await this.database.run(statements.insert, [
      id,
      fingerprint(browserSecret),
      flow.provider,
      ...purposeValues(flow.purpose),
      flow.entry,
      flow.requestId,
      flow.policyVersion,
      this.vault.sealUnder(browserSecret, cell(id), JSON.stringify(identity)),
      flowSeconds,
    ]);
    return id;
  }

  /** The identity if it is this browser's and still waiting. */
  find(id: string, claimant: Claimant): Promise<PendingIdentity | null> {
    return this.read(this.database, statements.find, { id, claimant });
  }

  /** Takes the identity away, once: of two confirmations only one finds it. */
  take(sql: Sql, id: string, claimant: Claimant): Promise<PendingIdentity | null> {
    return this.read(sql, statements.take, { id, claimant });
  }

  /** Throws the identity away: the resident said no. */
  async drop(id: string, claimant: Claimant): Promise<void> {
    await this.take(this.database, id, claimant);
  }

  private async read(
    sql: Sql,
    statement: Statement,
    { id, claimant }: { id: string; claimant: Claimant },
  ): Promise<PendingIdentity | null> {
    if (!isId(id)) return null;
    const { browserSecret, session } = claimant;
    const mine = [session?.id ?? null, session?.residentId ?? null];
    const row = await firstRow<PendingRow>(sql, statement, [
      id,
      fingerprint(browserSecret),
      ...mine,
    ]);
    const opened = row && this.vault.openUnder(browserSecret, cell(row.id), row.sealed_identity);
    if (row === null || opened === null) return null;
    return {
      id: row.id,
      provider: row.provider,
      purpose: readPurpose(row),
      flowEntry: row.flow_entry,
      requestId: row.request_id,
      policyVersion: row.policy_version,
      identity: JSON.parse(opened) as Identity,
    };
  }
}

function cell(row: string) {
  return { table: 'pending_identity', column: 'sealed_identity', row };
}
