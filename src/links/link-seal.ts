import { Injectable } from '@nestjs/common';
import { Vault } from '../vault/vault.ts';
import type { Account, Link } from './link.ts';

/** A link as the table holds it. */
export interface LinkRow {
  id: string;
  resident_id: string;
  provider: string;
  sealed_subject: Buffer;
  sealed_name: Buffer | null;
  created_at: Date;
  last_used_at: Date;
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
      displayName === null ? null : this.nameIndex(displayName),
      displayName === null ? null : this.vault.seal(cell(id, 'sealed_name'), displayName),
    ];
  }

  open(row: LinkRow): Link {
    const { id, sealed_name: name } = row;
    return {
      id,
      residentId: row.resident_id,
      provider: row.provider,
      subject: this.vault.open(cell(id, 'sealed_subject'), row.sealed_subject),
      displayName: name === null ? null : this.vault.open(cell(id, 'sealed_name'), name),
      createdAt: row.created_at,
      lastUsedAt: row.last_used_at,
    };
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
