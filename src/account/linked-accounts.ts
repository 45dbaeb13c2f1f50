import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Link } from '../links/link.ts';
import { Links } from '../links/links.ts';
import { browserSecret } from '../platform/http/browser-binding.ts';
import { Providers } from '../providers/providers.ts';
import { sessionOf } from '../residents/resident-authenticator.ts';
import type { Session } from '../residents/sessions.ts';
import { NameChoices } from '../sign-in/name-choices.ts';
import { newNamePath } from '../sign-in/name-path.ts';
import type { LinkedAccount } from './pages/account-page.tsx';
import type { NameChange } from './pages/name-notices.tsx';
import type { Name } from '../words/words.ts';

/** Reads a resident's links the way pages show them. */
@Injectable()
export class LinkedAccounts {
  constructor(
    private readonly links: Links,
    private readonly names: NameChoices,
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
      isSuspended: link.isSuspended,
    }));
  }

  /** The providers of a resident's links, each once. */
  async providersOf(session: Session): Promise<{ id: string; label: Name }[]> {
    const accounts = await this.of(session);
    return [...new Map(accounts.map(({ provider }) => [provider.id, provider])).values()];
  }

  /** The names that changed at a provider since they were saved, as the resident's last trip there brought them. */
  async nameChanges(request: FastifyRequest): Promise<NameChange[]> {
    const session = sessionOf(request);
    const secret = browserSecret(request) ?? '';
    const waiting = await this.names.waitingFor({ browserSecret: secret, session });
    if (waiting.length === 0) return [];
    const links = await this.links.ofResident(session.residentId);
    return waiting.flatMap(({ linkId, name, pending }) => {
      const link = links.find(({ id }) => id === linkId);
      const saved = link?.displayName ?? null;
      if (!link || saved === null || saved === name) return [];
      const path = newNamePath(linkId, pending);
      return [{ provider: this.nameOf(link).label, name, saved, path }];
    });
  }

  private nameOf({ provider }: Link): { id: string; label: Name } {
    return this.providers.find(provider) ?? { id: provider, label: provider };
  }
}

/** Enough of a user ID to tell two accounts apart on a screen others may see. */
function masked(subject: string): string {
  return `…${subject.slice(-4)}`;
}
