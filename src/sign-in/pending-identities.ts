import { Injectable } from '@nestjs/common';
import { isId } from '../kernel/ids.ts';
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
  /** Nobody waits for a proof: it is noted at once. */
  purpose: Exclude<Purpose, { kind: 'prove' }>;
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

/** One pending identity and who asks for it: `account` would make a link, `name` only change a name. */
export interface Claim {
  id: string;
  of: 'account' | 'name';
  claimant: Claimant;
}

/** What of a flow goes on to wait with the identity it brought. */
type Held = Pick<ConsumedFlow, 'id' | 'provider' | 'entry' | 'requestId' | 'policyVersion'> &
  Pick<PendingIdentity, 'purpose'>;

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

  /** Holds an identity for ten minutes and returns its id, which is that of its trip and not a secret. */
  async hold(
    flow: Held,
    identity: Identity,
    { browserSecret, sql = this.database }: { browserSecret: string; sql?: Sql },
  ): Promise<string> {
    const { id } = flow;
    await sql.run(statements.insert, [
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
  find(claim: Claim, sql: Sql = this.database): Promise<PendingIdentity | null> {
    return this.read(sql, statements.find, claim);
  }

  /** Takes the identity away, once: of two confirmations only one finds it. */
  take(sql: Sql, claim: Claim): Promise<PendingIdentity | null> {
    return this.read(sql, statements.take, claim);
  }

  /** Throws the identity away: the resident said no. */
  async drop(claim: Claim): Promise<void> {
    await this.take(this.database, claim);
  }

  /** Every name that waits for this browser and session, oldest first. */
  async names(claimant: Claimant): Promise<PendingIdentity[]> {
    const values = mine({ of: 'name', claimant });
    const rows = await this.database.run<PendingRow>(statements.names, values);
    return rows.map((row) => this.open(row, claimant)).filter((waiting) => waiting !== null);
  }

  /** Throws away every name that waits for this browser, session and link. */
  async dropNames(sql: Sql, claimant: Claimant, linkId: string): Promise<void> {
    await sql.run(statements.dropNames, [...mine({ of: 'name', claimant }), linkId]);
  }

  private async read(
    sql: Sql,
    statement: Statement,
    claim: Claim,
  ): Promise<PendingIdentity | null> {
    if (!isId(claim.id)) return null;
    const row = await firstRow<PendingRow>(sql, statement, [...mine(claim), claim.id]);
    return row && this.open(row, claim.claimant);
  }

  private open(row: PendingRow, { browserSecret }: Claimant): PendingIdentity | null {
    const opened = this.vault.openUnder(browserSecret, cell(row.id), row.sealed_identity);
    if (opened === null) return null;
    return {
      id: row.id,
      provider: row.provider,
      purpose: readPurpose(row) as PendingIdentity['purpose'],
      flowEntry: row.flow_entry,
      requestId: row.request_id,
      policyVersion: row.policy_version,
      identity: JSON.parse(opened) as Identity,
    };
  }
}

function mine({ of, claimant }: Omit<Claim, 'id'>): unknown[] {
  const { browserSecret, session } = claimant;
  const known = [fingerprint(browserSecret), session?.id ?? null, session?.residentId ?? null];
  return [...known, of === 'name'];
}

function cell(row: string) {
  return { table: 'pending_identity', column: 'sealed_identity', row };
}
