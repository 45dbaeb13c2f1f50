import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { SigningKeys } from '../keys/signing-keys.ts';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Anchors } from './anchors.ts';
import type { Sources } from './anchors.ts';
import { beginning } from './chain.ts';
import type { ChainEnd } from './chain.ts';
import { isSignedBy, readCheckpoint } from './checkpoint.ts';
import type { Checkpoint, CheckpointKind } from './checkpoint.ts';
import { checkpointsIn } from './checkpoint-file.ts';
import { readNewest } from './statements/sealing.ts';
import { oneSnapshot } from './statements/verifying.ts';
import { broken } from './verdict.ts';
import type { Broken, Verdict } from './verdict.ts';
import { EntryWalk } from './verify-entries.ts';

type Elsewhere = Omit<Sources, 'database'>;
type Start = Broken | { kind: 'started'; walk: EntryWalk };

/** Verifies the ledger where it lies, against what was signed here and elsewhere. */
@Injectable()
export class Verification {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly keys: SigningKeys,
  ) {}

  /**
   * Reads the whole ledger in one snapshot and compares it with the newest checkpoint of the database, with all of the
   * checkpoint file if one is set, and with those that somebody brought. A million entries take some seconds.
   */
  async verify(staff: StaffMember, brought: Sources['brought'] = []): Promise<Verdict> {
    permit(staff, 'audit.see');
    const file = await this.inFile();
    return this.database.transaction(async (sql) => {
      await sql.run(oneSnapshot);
      return this.verifyIn(sql, { file, brought });
    });
  }

  /** The same inside a transaction of the caller's, which should see one snapshot. */
  async verifyIn(sql: Sql, elsewhere: Elsewhere): Promise<Verdict> {
    const start = await this.startIn(sql, elsewhere);
    return start.kind === 'broken' ? start : start.walk.run(sql);
  }

  /** Verifies no more than the beginning, up to an entry that is sealed. */
  async verifyBeginning(sql: Sql, upTo: number): Promise<Verdict> {
    const start = await this.startIn(sql, { file: await this.inFile(), brought: [] });
    return start.kind === 'broken' ? start : start.walk.runTo(sql, upTo);
  }

  private async startIn(sql: Sql, elsewhere: Elsewhere): Promise<Start> {
    const keys = await this.keys.everyKey(sql);
    const database = await newestOf(sql, 'checkpoint');
    const anchors = new Anchors(keys, { ...elsewhere, database });
    const found = anchors.load();
    if (found !== null) return found;
    const [stub] = await newestOf(sql, 'stub');
    if (stub === undefined) return started(anchors, beginning);
    // Whoever owns the database could add a key of their own to it and sign a stub: the file does not know that one.
    const isTrusted = stub !== null && stub.kind === 'stub' && isSignedBy(keys, stub);
    if (!isTrusted || !anchors.knowStub(stub.seq))
      return broken(stub?.seq ?? 0, 'untrusted-beginning');
    return anchors.agree(stub) ? started(anchors, stub) : broken(stub.seq, 'not-as-signed');
  }

  private async inFile(): Promise<Sources['file']> {
    const { checkpointFile } = this.config.audit;
    return checkpointFile === null ? [] : Array.fromAsync(checkpointsIn(checkpointFile));
  }
}

function started(anchors: Anchors, from: ChainEnd): Start {
  return { kind: 'started', walk: new EntryWalk(anchors, from) };
}

async function newestOf(sql: Sql, kind: CheckpointKind): Promise<(Checkpoint | null)[]> {
  const rows = await sql.run<{ token: string }>(readNewest, [kind]);
  return rows.map(({ token }) => readCheckpoint(token));
}
