import type { Pool } from 'pg';

/** What the operator keeps of somebody who comes from a provider. */
export interface Identity {
  provider: string;
  subject: string;
  name: string | null;
}

/** A name that has not changed is not written again. */
const find = {
  name: 'account.find',
  text: 'select id from account where provider = $1 and subject = $2',
};

const add = {
  name: 'account.add',
  text: `insert into account (provider, subject, name) values ($1, $2, $3)
         on conflict (provider, subject) do update set name = excluded.name
         returning id`,
};

const remember = {
  name: 'consent.remember',
  text: `insert into consent (account_id, client_id, grant_id) values ($1, $2, $3)
         on conflict (account_id, client_id) do update set grant_id = excluded.grant_id`,
};

const findGrant = {
  name: 'consent.find-grant',
  text: 'select grant_id from consent where account_id = $1 and client_id = $2',
};

/** Who the residents are to the peer, and what they agreed to. */
export class Accounts {
  constructor(private readonly pool: Pool) {}

  /** The id of the account, which is made when there is none. */
  async idOf({ provider, subject, name }: Identity): Promise<string> {
    const known = await this.pool.query({ ...find, values: [provider, subject] });
    if (known.rows[0]) return known.rows[0].id as string;
    const { rows } = await this.pool.query({ ...add, values: [provider, subject, name] });
    return rows[0].id as string;
  }

  async remember(accountId: string, clientId: string, grantId: string): Promise<void> {
    await this.pool.query({ ...remember, values: [accountId, clientId, grantId] });
  }

  /** The grant somebody has given this client before, so that nobody is asked twice. */
  async grantOf(accountId: string, clientId: string): Promise<string | undefined> {
    const { rows } = await this.pool.query({ ...findGrant, values: [accountId, clientId] });
    return rows[0]?.grant_id as string | undefined;
  }
}
