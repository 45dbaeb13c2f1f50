import { randomInt } from 'node:crypto';
import type { TestService } from './service.ts';

export interface LinkRow {
  id: string;
  resident_id: string;
  provider: string;
}

export interface LedgerRow {
  type: string;
  resident_id: string | null;
  link_id: string | null;
}

/** What an attack left behind, seen from outside the service: at the providers and in the database. */
export class Evidence {
  constructor(private readonly service: TestService) {}

  /** Bodies of the token requests that the providers got, oldest first. */
  get tokenRequests(): string[] {
    const calls = this.service.simulator.requests;
    return calls.filter(({ endpoint }) => endpoint === 'token').map(({ body }) => body);
  }

  async count(table: string): Promise<number> {
    const text = `select count(*)::int as count from civic.${table}`;
    const [row] = await this.service.database.query<{ count: number }>(text);
    return row?.count ?? -1;
  }

  /** Every link, oldest first. */
  links(): Promise<LinkRow[]> {
    const text = 'select id, resident_id, provider from civic.link order by created_at, id';
    return this.service.database.query<LinkRow>(text);
  }

  async linksOf(residentId: string): Promise<LinkRow[]> {
    return (await this.links()).filter((link) => link.resident_id === residentId);
  }

  ledger(type: string): Promise<LedgerRow[]> {
    const text =
      'select type, resident_id, link_id from civic.ledger_entry where type = $1 order by id';
    return this.service.database.query<LedgerRow>(text, [type]);
  }

  /** Everything that an attack on linking could have changed, in one value to compare. */
  async everything(): Promise<object> {
    const tables = ['link', 'resident', 'resident_session', 'pending_identity'];
    const counts = await Promise.all(tables.map((table) => this.count(table)));
    return { counts, links: await this.links(), tokenRequests: this.tokenRequests.length };
  }
}

/** Adds somebody with fresh accounts at both providers to the simulator and returns the person's id there. */
export function newPerson(
  service: TestService,
  changes: { name?: string; subject?: string } = {},
): string {
  const digits = (): string => `1${Array.from({ length: 16 }, () => randomInt(10)).join('')}`;
  const { name = 'Pat Doe', subject } = changes;
  const id = `person-${digits()}`;
  const subjects = { google: subject ?? digits(), facebook: subject ?? digits() };
  service.simulator.addPerson({ id, name, subjects });
  return id;
}
