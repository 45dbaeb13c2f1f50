import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where an app wants to hear that a session has ended, in which session a grant was made, and, of the apps that must be told
 * of an entry, which of their sign-ins it ends.
 */
export class BackChannelLogout implements MigrationInterface {
  readonly name = 'BackChannelLogout1795000000024';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table civic.city_app
        add column backchannel_logout_uri text,
        add column backchannel_logout_session_required boolean not null default false;

      alter table civic.app_grant add column session_id uuid;
      create index app_grant_session on civic.app_grant (session_id) where session_id is not null;

      alter table civic.ledger_recipient add column sids uuid[] not null default '{}';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
