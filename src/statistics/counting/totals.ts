import { Injectable } from '@nestjs/common';
import { liveLinksSql } from '../../links/link-sql.ts';
import { Database } from '../../platform/database/database.ts';
import { firstRow, statement } from '../../platform/database/statement.ts';
import { residentCountSql } from '../../residents/resident-sql.ts';

export interface LinkTotal {
  provider: string;
  links: number;
}

const residents = statement('statistics.residents', residentCountSql);
const links = statement('statistics.live-links', `${liveLinksSql} order by 1`);

/** What there is at this moment. */
@Injectable()
export class Totals {
  constructor(private readonly database: Database) {}

  async now(): Promise<{ residents: number; links: LinkTotal[] }> {
    const found = await firstRow<{ residents: number }>(this.database, residents);
    return {
      residents: found?.residents ?? 0,
      links: await this.database.run<LinkTotal>(links),
    };
  }
}
