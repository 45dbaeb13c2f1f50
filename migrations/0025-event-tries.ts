import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when an event is offered to its app: from then on counts how long is tried, however long it had waited before. */
export class EventTries implements MigrationInterface {
  readonly name = 'EventTries1795000000025';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table civic.event_delivery add column first_tried_at timestamptz`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
