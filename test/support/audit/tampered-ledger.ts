import { readFileSync } from 'node:fs';
import type { Sources } from '../../../src/audit/anchors.ts';
import { readCheckpoint } from '../../../src/audit/checkpoint.ts';
import { Verification } from '../../../src/audit/verification.ts';
import type { Verdict } from '../../../src/audit/verdict.ts';
import type { Sql } from '../../../src/platform/database/statement.ts';
import { Forger } from './forger.ts';
import { LedgerAtWork } from './ledger-at-work.ts';
import type { Checkpointed } from './tamperings.ts';

/** Entries of many kinds, in one transaction. */
const fill = (count: number): string => `
  insert into civic.ledger_entry (type, actor_kind, actor, resident_id, app_id, detail)
  select (array['link.removed', 'record.opened', 'grant.revoked'])[1 + n % 3],
    (array['staff', 'resident', 'app'])[1 + n % 3], 'officer-' || n, gen_random_uuid(),
    case when n % 2 = 0 then 'parks' end, jsonb_build_object('provider', 'google', 'hits', n)
  from generate_series(1, ${count}) as n`;

/** A ledger of a thousand entries: most under checkpoints, some sealed after the last of them, some not sealed yet. */
export class TamperedLedger {
  private constructor(
    private readonly ledger: LedgerAtWork,
    readonly forger: Forger,
    readonly checkpoints: Checkpointed,
    readonly file: Sources['file'],
  ) {}

  /** How many entries are sealed, and how many come after them. */
  readonly sealed = 960;
  readonly unsealed = 40;

  static async make(random: () => number): Promise<TamperedLedger> {
    const ledger = await LedgerAtWork.start();
    await ledger.rest();
    const forger = await Forger.connect(ledger.service.database.adminUrl);
    const places: Checkpointed = [300, 600, 700 + Math.floor(random() * 200)];
    for (const place of places) {
      await fillUpTo(ledger, place);
      await ledger.seal();
      await ledger.checkpoint();
    }
    await fillUpTo(ledger, 960);
    await ledger.seal();
    await fillUpTo(ledger, 1000);
    const file = readFileSync(ledger.file, 'utf8').trim().split('\n').map(readCheckpoint);
    return new TamperedLedger(ledger, forger, places, file);
  }

  /** What the verifier of the service says, with the checkpoints that are kept outside or with others. */
  verify(sql: Sql, file = this.file): Promise<Verdict> {
    return this.ledger.part(Verification).verifyIn(sql, { file, brought: [] });
  }

  async stop(): Promise<void> {
    await this.forger.close();
    await this.ledger.stop();
  }
}

async function fillUpTo({ service }: LedgerAtWork, place: number): Promise<void> {
  const [row] = await service.database.query<{ has: number }>(
    'select count(*)::int as has from civic.ledger_entry',
  );
  for (let has = row?.has ?? 0; has < place; has += 10)
    await service.database.query(fill(Math.min(10, place - has)));
}
