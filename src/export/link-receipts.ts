import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { Clock } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import { TokenSigner } from '../keys/token-signer.ts';
import type { Link } from '../links/link.ts';
import { Links } from '../links/links.ts';
import { policyPath } from '../policy/policy-path.ts';
import type { ProviderFacts } from '../providers/provider.ts';
import { Providers } from '../providers/providers.ts';
import { pathIn, sayIn } from '../words/words.ts';
import type { Language } from '../words/words.ts';

/** The `typ` of a receipt: nothing that takes a token takes this one (RFC 8725 §3.11). */
export const receiptType = 'link-receipt+jwt';

/** What a receipt says: what is kept by kind, and none of it by value. */
export interface LinkReceiptClaims {
  iss: string;
  iat: number;
  jti: string;
  link_id: string;
  provider: string;
  namespace: string;
  linked_at: number;
  kept: readonly string[];
  name_kept: boolean;
  why: string;
  policy_version: string;
  policy_url: string;
  kept_until: string;
  provider_policy_url: string;
}

/** A link with what its receipt says. */
export interface Receipt {
  link: Link;
  provider: Pick<ProviderFacts, 'label' | 'privacyUrl'>;
  policyUrl: string;
  language: Language;
}

/** Whose receipt, of which link, in which language. */
interface Wanted {
  residentId: string;
  linkId: string;
  language: Language;
}

/** Receipts of links: what is kept, what for and until when, for residents to keep and anybody to check. */
@Injectable()
export class LinkReceipts {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly links: Links,
    private readonly providers: Providers,
    private readonly signer: TokenSigner,
  ) {}

  /** The receipt of one of a resident's links; null for a link that is gone or somebody else's. */
  async of({ residentId, linkId, language }: Wanted): Promise<Receipt | null> {
    const links = await this.links.ofResident(residentId);
    const link = links.find(({ id }) => id === linkId);
    const provider = link && this.providers.find(link.provider);
    if (!link || !provider) return null;
    const policyUrl = this.config.issuer + pathIn(language, policyPath(link.policyVersion));
    return { link, provider, policyUrl, language };
  }

  /** The receipt as a JWT that our published keys verify. It has no audience, no subject and no end: it opens nothing. */
  sign(receipt: Receipt): Promise<string> {
    const claims = this.claimsOf(receipt);
    return this.signer.sign({ algorithm: 'ES256', typ: receiptType, claims });
  }

  private claimsOf({ link, provider, policyUrl, language }: Receipt): LinkReceiptClaims {
    const say = sayIn(language);
    const isNameKept = link.displayName !== null;
    return {
      iss: this.config.issuer,
      iat: this.clock.seconds(),
      jti: newId(),
      link_id: link.id,
      provider: link.provider,
      namespace: link.namespace,
      linked_at: Math.floor(link.createdAt.getTime() / 1000),
      kept: ['user_id', ...(isNameKept ? ['name'] : []), 'dates', 'policy_version'],
      name_kept: isNameKept,
      why: say('receipt.why'),
      policy_version: link.policyVersion,
      policy_url: policyUrl,
      kept_until: say('receipt.until'),
      provider_policy_url: provider.privacyUrl,
    };
  }
}
