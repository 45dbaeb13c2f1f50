import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom the city's identity provider gives no role any more cannot come in, and so is no operator who could let others in. */
export class ClaimedNoMore implements MigrationInterface {
  readonly name = 'ClaimedNoMore1795000000019';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table civic.staff_account alter column claimed_role drop not null`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
