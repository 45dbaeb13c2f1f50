import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A row for each provider that a city can switch on by now, so that a sign-in can lock it and nobody switches the provider
 * while a session is made. Those that are not configured are not shown.
 */
export class MoreProviders implements MigrationInterface {
  readonly name = 'MoreProviders1795000000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      insert into civic.provider_state (provider)
        values ('city'), ('microsoft'), ('login-gov'), ('linkedin'), ('github')
        on conflict (provider) do nothing;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
