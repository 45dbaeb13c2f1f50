import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A quick way to what was done for a reason, by which auditors can look for entries. */
export class AuditReasons implements MigrationInterface {
  readonly name = 'AuditReasons1795000000016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index ledger_entry_reason on civic.ledger_entry ((detail ->> 'reason'), at, id)
        where detail ->> 'reason' is not null;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
