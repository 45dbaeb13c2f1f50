import { Injectable } from '@nestjs/common';
import { Vault } from '../vault/vault.ts';

/** More than any city has apps and providers. */
const mostKnown = 10_000;

/**
 * What the epochs of issuer, provider and app are called outside the service. A mark means nothing by itself: it is in a
 * token, and on the revocation list once the epoch is over.
 */
@Injectable()
export class EpochMarks {
  private readonly known = new Map<string, string>();

  constructor(private readonly vault: Vault) {}

  /** The mark of an epoch: 12 characters of base64url, the same in every process. */
  of(epoch: string): string {
    const known = this.known.get(epoch);
    if (known !== undefined) return known;
    if (this.known.size >= mostKnown) this.known.clear();
    const mark = this.vault.mac('epoch-mark', epoch).slice(0, 12);
    this.known.set(epoch, mark);
    return mark;
  }
}
