import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a yes was answered with, readable by the browser that said it alone: of a double press the first answer is lost. */
export class AnsweredTwice implements MigrationInterface {
  readonly name = 'AnsweredTwice1795000000026';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table civic.flow add column sealed_answer bytea`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
