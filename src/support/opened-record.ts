import { Injectable } from '@nestjs/common';
import { Apps } from '../apps/apps.ts';
import { Consents } from '../grants/consents.ts';
import type { Consent } from '../grants/consents.ts';
import type { Link } from '../links/link.ts';
import { Links } from '../links/links.ts';
import type { Sql } from '../platform/database/statement.ts';
import { OpenSessions } from '../residents/open-sessions.ts';
import { factsOf } from '../residents/resident-facts.ts';
import type { ResidentFacts } from '../residents/resident-facts.ts';

/** A link as staff see it: enough to tell it from another, never the whole user ID. */
export interface OpenedLink extends Pick<
  Link,
  'id' | 'provider' | 'policyVersion' | 'createdAt' | 'lastUsedAt'
> {
  name: string | null;
  userId: string;
  /** Its provider says that it does not work. */
  isSuspended?: boolean;
}

/** A record as staff may see it. */
export interface OpenedRecord extends ResidentFacts {
  links: readonly OpenedLink[];
  services: readonly (Consent & { name: string })[];
  /** How many browsers are signed in. */
  sessions: number;
}

/** Puts a record together the way staff may see it. */
@Injectable()
export class OpenedRecords {
  constructor(
    private readonly apps: Apps,
    private readonly consents: Consents,
    private readonly links: Links,
    private readonly sessions: OpenSessions,
  ) {}

  /** Read in the caller's transaction; null when there is no such resident. */
  async read(sql: Sql, residentId: string): Promise<OpenedRecord | null> {
    const facts = await factsOf(sql, residentId);
    if (facts === null) return null;
    const links = await this.links.ofResident(residentId, sql);
    return {
      ...facts,
      links: links.map(openedLink),
      services: await this.services(sql, residentId),
      sessions: await this.sessions.count(sql, residentId),
    };
  }

  private async services(sql: Sql, residentId: string): Promise<OpenedRecord['services']> {
    const consents = await this.consents.ofResident(residentId, sql);
    const named = consents.map(async (consent) => {
      const app = await this.apps.find(consent.appId);
      return { ...consent, name: app?.name ?? consent.appId };
    });
    return Promise.all(named);
  }
}

function openedLink({ subject, displayName, ...link }: Link): OpenedLink {
  const { id, provider, policyVersion, createdAt, lastUsedAt, isSuspended } = link;
  const userId = `…${subject.slice(-4)}`;
  const dates = { createdAt, lastUsedAt };
  return { id, provider, name: displayName, userId, policyVersion, ...dates, isSuspended };
}
