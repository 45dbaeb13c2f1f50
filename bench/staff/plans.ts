import pg from 'pg';

/** Below that reading a table from one end to the other is the fastest way. */
const fewRows = 1000;

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: Plan[];
}

/** A large table that a statement reads from one end to the other. */
export interface TableScan {
  table: string;
  statement: string;
}

/** Notes every statement that this process sends to PostgreSQL while `work` goes on. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const seen = new Set<string>();
  const prototype = pg.Client.prototype as unknown as Record<
    'query',
    (...sent: unknown[]) => unknown
  >;
  const { query } = prototype;
  prototype.query = function noted(this: unknown, ...sent: unknown[]) {
    const [first] = sent;
    seen.add(typeof first === 'string' ? first : String((first as { text?: unknown }).text));
    return query.apply(this, sent);
  };
  try {
    await work();
  } finally {
    prototype.query = query;
  }
  return [...seen].filter((text) => /^\s*(select|insert|update|delete|with)\b/i.test(text));
}

/**
 * Which large tables the statements would scan, by the plan that the service makes once for all values. Tables with few
 * rows do not count. Runs none of the statements.
 */
export async function tableScans(
  adminUrl: string,
  statements: readonly string[],
): Promise<TableScan[]> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const large = await largeTables(client);
    const scans: TableScan[] = [];
    for (const statement of statements) {
      const scanned = scannedIn(await planOf(client, statement));
      scans.push(
        ...scanned.filter((table) => large.has(table)).map((table) => ({ table, statement })),
      );
    }
    return scans;
  } finally {
    await client.end();
  }
}

async function planOf(client: pg.Client, statement: string): Promise<Plan> {
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
    `explain (generic_plan, format json) ${statement}`,
  );
  const plan = rows[0]?.['QUERY PLAN'][0].Plan;
  if (plan === undefined) throw new Error('PostgreSQL explained nothing.');
  return plan;
}

async function largeTables(client: pg.Client): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class
     where relkind in ('r', 'p') and relnamespace = 'civic'::regnamespace and reltuples >= ${fewRows}`,
  );
  return new Set(rows.map(({ name }) => name));
}

function scannedIn({ 'Node Type': type, 'Relation Name': table = '', Plans = [] }: Plan): string[] {
  const below = Plans.flatMap(scannedIn);
  return type === 'Seq Scan' ? [table, ...below] : below;
}
