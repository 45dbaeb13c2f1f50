import { Injectable } from '@nestjs/common';
import { Vault } from '../vault/vault.ts';
import type { Account, Link } from './link.ts';

/** A link as the table holds it. */
export interface LinkRow {
  id: string;
  resident_id: string;
  provider: string;
  namespace: string;
  sealed_subject: Buffer;
  sealed_name: Buffer | null;
  policy_version: string;
  created_at: Date;
  last_used_at: Date;
  is_suspended: boolean;
}

/** Seals what came from the provider, each value bound to its own cell, and makes the blind indexes. */
@Injectable()
export class LinkSeal {
  constructor(private readonly vault: Vault) {}

  /** The columns of an account in the order of `links.insert`: index and seal of subject, then of name. */
  columns(id: string, { namespace, subject, displayName }: Account): (Buffer | null)[] {
    return [
      this.subjectIndex(namespace, subject),
      this.vault.seal(cell(id, 'sealed_subject'), subject),
      ...this.nameColumns(id, displayName),
    ];
  }

  /** Index and seal of a name; both empty where there is none. */
  nameColumns(id: string, name: string | null): (Buffer | null)[] {
    if (name === null) return [null, null];
    return [this.nameIndex(name), this.vault.seal(cell(id, 'sealed_name'), name)];
  }

  open(row: LinkRow): Link {
    const { id, sealed_name: name } = row;
    return {
      id,
      residentId: row.resident_id,
      provider: row.provider,
      namespace: row.namespace,
      subject: this.vault.open(cell(id, 'sealed_subject'), row.sealed_subject),
      displayName: name === null ? null : this.vault.open(cell(id, 'sealed_name'), name),
      policyVersion: row.policy_version,
      createdAt: row.created_at,
      lastUsedAt: row.last_used_at,
      isSuspended: row.is_suspended,
    };
  }

  /** The user ID alone; null when what is sealed cannot be opened any more, which must not keep a link from going. */
  subjectOf({ id, sealed_subject: sealed }: LinkRow): string | null {
    return this.vault.openUnlessLost(cell(id, 'sealed_subject'), sealed);
  }

  subjectIndex(namespace: string, subject: string): Buffer {
    return this.vault.blindIndex('link.subject', namespace, subject);
  }

  /** Finds a name however it is capitalised or composed, but only as a whole. */
  nameIndex(name: string): Buffer {
    return this.vault.blindIndex('link.name', name.normalize('NFKC').trim().toLowerCase());
  }
}

function cell(row: string, column: string) {
  return { table: 'link', column, row };
}
