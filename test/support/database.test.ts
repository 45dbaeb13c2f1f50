import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { createDatabase, type TestDatabase } from './database.ts';

describe('a test database', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createDatabase();
  });

  afterAll(() => database.drop());

  const secondsAhead = 'SELECT round(extract(epoch FROM civic.now() - now())) AS ahead';

  test('carries the migrations, and the service may use it', async () => {
    const service = new pg.Client({ connectionString: database.serviceUrl });
    await service.connect();
    const { rows } = await service.query(`
      SELECT current_user AS "user", pg_has_role('civic_service', 'member') AS member,
             civic.now() IS NOT NULL AS clock, (SELECT offset_seconds FROM civic_test.clock)`);
    await service.end();
    expect(rows).toEqual([{ user: 'civic_app', member: true, clock: true, offset_seconds: 0 }]);
  });

  test('travels in time without taking another database along', async () => {
    const other = await createDatabase();
    try {
      await database.travel(3600);
      await database.travel(-600);
      expect(await database.query(secondsAhead)).toEqual([{ ahead: '3000' }]);
      expect(await other.query(secondsAhead)).toEqual([{ ahead: '0' }]);
    } finally {
      await other.drop();
    }
  });

  test('does not let the service change the schema', async () => {
    const service = new pg.Client({ connectionString: database.serviceUrl });
    await service.connect();
    const attempt = service.query('CREATE TABLE civic.intruder (id integer)');
    await expect(attempt).rejects.toMatchObject({ code: '42501' });
    await service.end();
  });
});
