import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Checkpoints } from '../../../src/audit/checkpoints.ts';
import { Sealer } from '../../../src/audit/sealer.ts';
import { SealingClock } from '../../../src/audit/sealing-clock.ts';
import { Verification } from '../../../src/audit/verification.ts';
import type { Verdict } from '../../../src/audit/verdict.ts';
import { newId } from '../../../src/kernel/ids.ts';
import type { LedgerEvent, StaffMember } from '../../../src/ledger/event-catalogue.ts';
import { Ledger } from '../../../src/ledger/ledger.ts';
import { Database } from '../../../src/platform/database/database.ts';
import { Housekeeping } from '../../../src/platform/jobs/housekeeping.ts';
import { Jobs } from '../../../src/platform/jobs/jobs.ts';
import { sharedKeys } from '../command-line.ts';
import { startTestService } from '../service.ts';
import type { TestService } from '../service.ts';

export const auditor: StaffMember = { actor: { kind: 'staff', id: 'auditor-1' }, role: 'auditor' };

/** A service whose ledger is sealed when a test says so, with a checkpoint file of its own. */
export class LedgerAtWork {
  private constructor(
    readonly service: TestService,
    readonly folder: string,
  ) {}

  static async start(settings: Record<string, string> = {}): Promise<LedgerAtWork> {
    const folder = mkdtempSync(join(tmpdir(), 'civic-link-audit-'));
    const service = await startTestService({
      ...sharedKeys,
      AUDIT_SEAL_MILLISECONDS: '60000',
      AUDIT_CHECKPOINT_FILE: join(folder, 'checkpoints'),
      ...settings,
    });
    return new LedgerAtWork(service, folder);
  }

  get file(): string {
    return join(this.folder, 'checkpoints');
  }

  part<Part>(token: abstract new (...args: never[]) => Part): Part {
    return this.service.running.app.get<Part>(token);
  }

  /** Lets nothing work by itself any more: after a minute it would write and seal entries that somebody counts. */
  async rest(): Promise<void> {
    await this.part(SealingClock).onApplicationShutdown();
    this.part(Housekeeping).onApplicationShutdown();
    await this.part(Jobs).onModuleDestroy();
  }

  /** Records something that happened to nobody in particular, each time in a transaction of its own. */
  async record(times = 1, event: LedgerEvent = someEvent()): Promise<string[]> {
    const ids: string[] = [];
    for (let turn = 0; turn < times; turn += 1) {
      const id = await this.part(Database).transaction((sql) =>
        this.part(Ledger).record(sql, event),
      );
      ids.push(id);
    }
    return ids;
  }

  /** Seals everything there is. Entries become final when no older transaction runs anywhere on this server. */
  async seal(): Promise<void> {
    for (;;) {
      await this.part(Sealer).seal();
      const [row] = await this.service.database.query<{ unsealed: number }>(
        `select count(*)::int as unsealed from civic.ledger_entry as entry
         where not exists (select from civic.ledger_seal where entry_id = entry.id)`,
      );
      if (row?.unsealed === 0) return;
    }
  }

  async checkpoint(): Promise<string> {
    const kept = await this.part(Checkpoints).make();
    if (kept === null) throw new Error('Nothing is sealed.');
    return kept.token;
  }

  verify(): Promise<Verdict> {
    return this.part(Verification).verify(auditor);
  }

  async sealed(): Promise<{ seq: number; entry: string }[]> {
    return this.service.database.query(
      'select seq::int, entry_id::text as entry from civic.ledger_seal order by seq',
    );
  }

  async stop(): Promise<void> {
    await this.service.stop();
    rmSync(this.folder, { recursive: true });
  }
}

function someEvent(): LedgerEvent {
  const residentId = newId();
  return { type: 'resident.signed-out', actor: { kind: 'resident', id: residentId }, residentId };
}
