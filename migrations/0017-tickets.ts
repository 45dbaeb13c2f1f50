import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The number of a case elsewhere stays with what waits for a second person, so that it reaches the ledger. */
export class Tickets implements MigrationInterface {
  readonly name = 'Tickets1795000000017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table civic.bulk_plan add column ticket text;
      alter table civic.revocation_request add column ticket text;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
