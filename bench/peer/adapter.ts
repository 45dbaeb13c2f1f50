import type { Adapter, Payload } from 'oidc-provider';
import type { Pool, QueryConfig } from 'pg';

const upsert = {
  name: 'model.upsert',
  text: `insert into model (type, id, payload, grant_id, user_code, uid, expires_at)
         values ($1, $2, $3, $4, $5, $6, now() + make_interval(secs => $7))
         on conflict (type, id) do update
         set payload = excluded.payload, grant_id = excluded.grant_id, user_code = excluded.user_code,
             uid = excluded.uid, expires_at = excluded.expires_at`,
};

const found = 'select payload, consumed_at is not null as consumed from model';

const find = { name: 'model.find', text: `${found} where type = $1 and id = $2` };

const findByUid = {
  name: 'model.find-by-uid',
  text: `${found} where type = 'Session' and uid = $1`,
};

const findByUserCode = {
  name: 'model.find-by-user-code',
  text: `${found} where type = $1 and user_code = $2`,
};

const consume = {
  name: 'model.consume',
  text: 'update model set consumed_at = now() where type = $1 and id = $2',
};

const destroy = { name: 'model.destroy', text: 'delete from model where type = $1 and id = $2' };

const revokeByGrantId = {
  name: 'model.revoke-by-grant-id',
  text: 'delete from model where type = $1 and grant_id = $2',
};

/**
 * Keeps the models of oidc-provider in one table. Every statement is prepared once per connection and works on the
 * primary key or an index; the library itself decides whether what it finds has expired.
 */
export class PostgresAdapter implements Adapter {
  constructor(
    private readonly pool: Pool,
    private readonly type: string,
  ) {}

  async upsert(id: string, payload: Payload, expiresIn?: number): Promise<void> {
    const { grantId, userCode, uid } = payload;
    await this.run(upsert, [id, payload, grantId, userCode, uid, expiresIn]);
  }

  async find(id: string): Promise<Payload | undefined> {
    return payloadIn(await this.run(find, [id]));
  }

  /** Only sessions are looked for in this way. */
  async findByUid(uid: string): Promise<Payload | undefined> {
    const { rows } = await this.pool.query<Row>({ ...findByUid, values: [uid] });
    return payloadIn(rows);
  }

  async findByUserCode(userCode: string): Promise<Payload | undefined> {
    return payloadIn(await this.run(findByUserCode, [userCode]));
  }

  async consume(id: string): Promise<void> {
    await this.run(consume, [id]);
  }

  async destroy(id: string): Promise<void> {
    await this.run(destroy, [id]);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await this.run(revokeByGrantId, [grantId]);
  }

  private async run(statement: QueryConfig, values: readonly unknown[]): Promise<Row[]> {
    const query = { ...statement, values: [this.type, ...values] };
    return (await this.pool.query<Row>(query)).rows;
  }
}

interface Row {
  payload: Payload;
  consumed: boolean;
}

function payloadIn([row]: readonly Row[]): Payload | undefined {
  return row && { ...row.payload, ...(row.consumed && { consumed: true }) };
}
