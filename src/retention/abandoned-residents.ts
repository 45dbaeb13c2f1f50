import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { Erasure } from '../erasure/erasure.ts';
import { inUseSql } from '../grants/family-sql.ts';
import { unusedSql } from '../links/link-sql.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow, statement } from '../platform/database/statement.ts';
import type { Statement } from '../platform/database/statement.ts';
import { addDeleted } from '../platform/jobs/deleted-rows.ts';
import type { Deletion } from '../platform/jobs/housekeeping.ts';
import { unreachableSql } from '../residents/resident-sql.ts';
import { unreachableSeconds } from './schedule.ts';

/** Whom time makes us erase, and why. */
interface Abandoned {
  cause: 'unreachable' | 'unused';
  /** The one parameter of the statements: for how long. */
  limit: number;
  count: Statement;
  find: Statement;
  /** Whether one of them still is to be erased. */
  check: Statement;
}

/** An erasure is a transaction of many statements. */
const atMost = 100;

const unreachable = statementsFor('unreachable', unreachableSql('$1'));
const unused = statementsFor(
  'unused',
  `select idle.resident_id from (${unusedSql('$1')}) as idle
   where not ${inUseSql('idle.resident_id', '$1')}`,
);

/** Erases the records that nobody can reach any more, and those that nobody has used for long. */
@Injectable()
export class AbandonedResidents {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly erasure: Erasure,
  ) {}

  /** Residents whose last link was taken from them by somebody else, so that nobody can sign in. */
  unreachable(): Deletion {
    return this.deletionOf({ cause: 'unreachable', limit: unreachableSeconds, ...unreachable });
  }

  /** Residents who have used none of their links, and let no app work for them, for months. */
  unused(): Deletion {
    const limit = this.config.retention.unusedMonths;
    return this.deletionOf({ cause: 'unused', limit, ...unused });
  }

  private deletionOf(abandoned: Abandoned): Deletion {
    const values = [abandoned.limit];
    return {
      atMost,
      due: async () =>
        (await firstRow<{ rows: number }>(this.database, abandoned.count, values))?.rows ?? 0,
      run: () => this.eraseSome(abandoned),
    };
  }

  private async eraseSome(abandoned: Abandoned): Promise<number> {
    const values = [abandoned.limit, atMost];
    const found = await this.database.run<{ id: string }>(abandoned.find, values);
    let erased = 0;
    for (const { id } of found) if (await this.erase(id, abandoned)) erased += 1;
    return erased;
  }

  /** Each alone, and only if nobody has come back or been quicker. */
  private async erase(id: string, { cause, limit, check }: Abandoned): Promise<boolean> {
    const outcome = await this.erasure.eraseResident(id, cause, async (sql) => {
      const isDue = (await firstRow(sql, check, [limit, id])) !== null;
      if (isDue) await addDeleted(sql, cause, 1);
      return isDue;
    });
    return outcome.kind === 'erased';
  }
}

/** Puts statements around a piece that selects `resident_id`, made of what the owners of the tables say. */
function statementsFor(cause: string, residents: string) {
  const due = `from (${residents}) as due`;
  return {
    count: statement(`retention.count-${cause}`, `select count(*)::int as rows ${due}`),
    find: statement(`retention.find-${cause}`, `select resident_id as id ${due} limit $2`),
    check: statement(`retention.check-${cause}`, `select 1 ${due} where resident_id = $2`),
  };
}
