import { Injectable } from '@nestjs/common';
import type { Link } from '../links/link.ts';
import { Links } from '../links/links.ts';
import { Providers } from '../providers/providers.ts';
import type { Session } from '../residents/sessions.ts';
import type { LinkedAccount } from './pages/account-page.tsx';

/** Reads a resident's links the way pages show them. */
@Injectable()
export class LinkedAccounts {
  constructor(
    private readonly links: Links,
    private readonly providers: Providers,
  ) {}

  /** Oldest first; a provider that is switched off meanwhile is named by its id. */
  async of({ residentId, authLink }: Session): Promise<LinkedAccount[]> {
    const links = await this.links.ofResident(residentId);
    return links.map((link) => ({
      id: link.id,
      provider: this.nameOf(link),
      name: link.displayName,
      userId: masked(link.subject),
      linkedAt: link.createdAt,
      lastUsedAt: link.lastUsedAt,
      isCurrent: link.id === authLink,
    }));
  }

  private nameOf({ provider }: Link): { id: string; label: string } {
    return this.providers.find(provider) ?? { id: provider, label: provider };
  }
}

/** Enough of a user ID to tell two accounts apart on a screen others may see. */
function masked(subject: string): string {
  return `…${subject.slice(-4)}`;
}
