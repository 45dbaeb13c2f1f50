import { Injectable } from '@nestjs/common';
import { Apps } from '../apps/apps.ts';
import type { Recipient } from '../ledger/ledger.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Residents } from '../residents/residents.ts';
import { Consents } from './consents.ts';
import { ToldOfEndings } from './told-of-endings.ts';

/** Works out which apps must hear of a change to a resident, and under which subject each of them will know whom. */
@Injectable()
export class Recipients {
  constructor(
    private readonly apps: Apps,
    private readonly consents: Consents,
    private readonly residents: Residents,
    private readonly told: ToldOfEndings,
  ) {}

  /** Asked before anything of the resident is gone. With a link that ends, each app's sign-ins through it are named. */
  async of(sql: Sql, residentId: string, linkId: string | null = null): Promise<Recipient[]> {
    const known = await this.known(sql, residentId);
    if (linkId === null) return known;
    const ended = await this.told.throughLink(sql, residentId, linkId);
    const sidsOf = (appId: string) => ended.find((one) => one.appId === appId)?.sids ?? [];
    return known.map((recipient) => ({ ...recipient, sids: sidsOf(recipient.appId) }));
  }

  private async known(sql: Sql, residentId: string): Promise<Recipient[]> {
    const recipients: Recipient[] = [];
    for (const appId of await this.consents.appsOf(sql, residentId)) {
      const app = await this.apps.find(appId);
      if (app === null) continue;
      recipients.push({
        appId,
        subject: await this.residents.subjectFor(sql, residentId, app.sector),
      });
    }
    return recipients;
  }
}
