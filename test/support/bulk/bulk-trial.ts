import { setTimeout as sleep } from 'node:timers/promises';
import { BulkApprovals } from '../../../src/bulk/bulk-approvals.ts';
import { BulkPlans } from '../../../src/bulk/bulk-plans.ts';
import { rewritten } from '../crash/rewritten-database.ts';
import type { Rewrite } from '../crash/database-proxy.ts';
import { makeLinks } from '../many-links.ts';
import { ServiceProcess, planFor, sharedSettings } from '../service-process.ts';
import { startTestService } from '../service.ts';
import type { TestService } from '../service.ts';
import { staffMember } from '../staff.ts';

/** How many links come after the preview and must stay. */
const bystanders = 50;

/** A plan that waits to be carried out by processes that are killed, one after the other. */
export class BulkTrial {
  /** How many processes were killed while they were at work. */
  kills = 0;

  private constructor(
    readonly service: TestService,
    readonly plan: string,
    readonly links: readonly string[],
    private readonly way: { url: string; close(): void },
    private readonly settings: Record<string, string>,
  ) {}

  /** Makes links, has them planned, confirmed and approved, and then some more links that the plan is not about. */
  static async start(count: number, rewrite: Rewrite = (query) => query): Promise<BulkTrial> {
    const settings = sharedSettings();
    const service = await startTestService(settings);
    const links = await makeLinks(service.database, { count, each: 2 });
    const { app } = service.running;
    const planner = staffMember('revoker');
    const filter = { provider: 'google', everything: true };
    const preview = await app.get(BulkPlans).preview(planner, { filter, reason: 'security' });
    if (preview.kind !== 'planned') throw new Error(preview.kind);
    const { id } = preview.plan;
    await app.get(BulkPlans).confirm(planner, id, count);
    await makeLinks(service.database, { count: bystanders });
    const approval = app.get(BulkApprovals).approve(staffMember('approver'), id);
    // Only the processes that are killed work on it: this one goes as soon as it may.
    await Promise.all([approval, service.running.stop()]);
    const way = await rewritten(service.database, rewrite);
    return new BulkTrial(service, id, links, way, settings);
  }

  /** Kills a process once so many links are done, or as soon as it has taken up the work if they are, and a bit later. */
  async killAt(done: number, extraMilliseconds: number): Promise<void> {
    const process = await this.begin();
    const goal = Math.max(done, (await this.settled()) + 1);
    while ((await this.settled()) < goal && (await this.state()) === 'running') await sleep(5);
    await sleep(extraMilliseconds);
    if ((await this.state()) === 'running') this.kills += 1;
    await process.kill();
  }

  /** Lets one more process do what is left. */
  async finish(): Promise<void> {
    const process = await this.begin();
    while ((await this.state()) === 'running') await sleep(100);
    await process.kill();
  }

  /** Everything that is not as it should be: exactly the plan, each link once, and nothing else. */
  async harm(): Promise<string[]> {
    const rows = await this.service.database.query<{ harm: string }>(
      `with told as (
         select link_id, count(*) as entries from civic.ledger_entry where type = 'link.removed' group by link_id
       )
       select 'link ' || link_id || ' of the plan has ' || coalesce(entries, 0) || ' entries' as harm
       from civic.bulk_plan_item left join told using (link_id)
       where plan_id = $1 and entries is distinct from 1
       union all select 'link ' || link_id || ' is ' || state from civic.bulk_plan_item
       where plan_id = $1 and state <> 'done'
       union all select 'link ' || id || ' is still there' from civic.link
       where exists (select from civic.bulk_plan_item where plan_id = $1 and link_id = id)
       union all select 'link ' || link_id || ' was never planned' from told
       where link_id not in (select link_id from civic.bulk_plan_item where plan_id = $1)
       union all select count(*) || ' links came later and stayed' from civic.link having count(*) <> $2
       union all select count(*) || ' ends in the ledger' from civic.ledger_entry
       where type = 'bulk.finished' and (detail->>'done')::int = $3 having count(*) <> 1`,
      [this.plan, bystanders, this.links.length],
    );
    return rows.map(({ harm }) => harm);
  }

  async stop(): Promise<void> {
    this.way.close();
    await this.service.simulator.close();
    await this.service.database.drop();
  }

  private begin(): Promise<ServiceProcess> {
    const plan = planFor(this.service, this.settings);
    return ServiceProcess.start({
      ...plan,
      settings: { ...plan.settings, DATABASE_URL: this.way.url },
    });
  }

  private async settled(): Promise<number> {
    const [row] = await this.service.database.query<{ count: number }>(
      `select count(*)::int as count from civic.bulk_plan_item where plan_id = $1 and state <> 'waiting'`,
      [this.plan],
    );
    return row?.count ?? 0;
  }

  private async state(): Promise<string> {
    const [row] = await this.service.database.query<{ state: string }>(
      'select state from civic.bulk_plan where id = $1',
      [this.plan],
    );
    return String(row?.state);
  }
}
