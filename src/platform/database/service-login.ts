import type { Client } from 'pg';

/**
 * Makes sure the login role named in the service's URL exists and belongs to `civic_service`, the group that
 * holds exactly the rights the service needs. Roles that exist already keep their password.
 */
export async function ensureServiceLogin(client: Client, serviceUrl: string): Promise<void> {
  const { username, password } = new URL(serviceUrl);
  const role = decodeURIComponent(username);
  const known = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  const name = client.escapeIdentifier(role);
  if (known.rowCount === 0) {
    const secret = client.escapeLiteral(decodeURIComponent(password));
    await client.query(`create role ${name} login password ${secret}`);
  }
  if (!(await isMember(client, role))) await client.query(`grant civic_service to ${name}`);
}

async function isMember(client: Client, role: string): Promise<boolean> {
  const answer = await client.query<{ member: boolean }>(
    `select pg_has_role($1, 'civic_service', 'member') as member`,
    [role],
  );
  return answer.rows[0]?.member === true;
}
