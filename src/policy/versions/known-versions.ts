import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.ts';
import { Clock } from '../../kernel/clock.ts';
import { Database } from '../../platform/database/database.ts';
import { Snapshot } from '../../platform/database/snapshot.ts';
import type { PolicyVersion } from '../policy-version.ts';
import { readVersions } from './statements.ts';

interface VersionRow extends Omit<PolicyVersion, 'changes' | 'text'> {
  changes_en: string[];
  changes_es: string[];
  text_en: string | null;
  text_es: string | null;
}

/** All versions in memory: signing in and consenting ask which one holds, and pay no database read for it. */
@Injectable()
export class KnownVersions {
  private readonly snapshot: Snapshot<readonly PolicyVersion[]>;

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    clock: Clock,
  ) {
    this.snapshot = new Snapshot(clock, () => this.read());
  }

  /** Oldest first, as they were at most a second ago: so one begins by itself, on every process. */
  current(): Promise<readonly PolicyVersion[]> {
    return this.snapshot.current();
  }

  /** Makes the next question read again: this process has just published one. */
  forget(): void {
    this.snapshot.forget();
  }

  private async read(): Promise<readonly PolicyVersion[]> {
    const { graceSeconds } = this.config.policy;
    const rows = await this.database.run<VersionRow>(readVersions, [graceSeconds]);
    return rows.map(versionOf);
  }
}

function versionOf(row: VersionRow): PolicyVersion {
  const { changes_en, changes_es, text_en, text_es, ...facts } = row;
  return Object.freeze({
    ...facts,
    changes: { en: changes_en, es: changes_es },
    text: text_en === null || text_es === null ? null : { en: text_en, es: text_es },
  });
}
