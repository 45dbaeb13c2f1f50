import { z } from 'zod';
import type { ReportRow } from '../bulk/bulk-runs.ts';
import type { Refused } from '../bulk/bulk-steps.ts';
import type { BulkFilter, BulkPlan, BulkProgress, LinkDates } from '../bulk/plan.ts';
import { planStates } from '../bulk/plan.ts';
import { staffReasons } from '../links/reasons.ts';
import { refusal } from '../platform/http/contracts.ts';
import { ticketNumber } from './order.ts';
import { idEnd } from './pages/records/short-id.ts';

const moment = z.iso.datetime();

/** What staff ask for: a provider, and at least one thing more unless they say `everything`. */
export const bulkOrder = z.strictObject({
  provider: z.string().max(40),
  linked_from: moment.optional().describe('Linked then or later.'),
  linked_before: moment.optional().describe('Linked earlier than this.'),
  used_before: moment.optional().describe('Last used earlier than this.'),
  app: z.string().max(64).optional().describe('Of residents who connected this app.'),
  everything: z.literal(true).optional().describe('All links of the provider, and no filter.'),
  reason: z.enum(staffReasons).describe('Why. Every resident reads it in plain words.'),
  ticket: ticketNumber.optional(),
});

export const confirmation = z.strictObject({
  links: z
    .int()
    .min(1)
    .describe('How many links you mean to revoke. It must be the number of the plan.'),
});

export const bulkPlan = z.strictObject({
  plan: z.uuid(),
  state: z.enum(planStates),
  reason: z.string(),
  ticket: z.string().nullable(),
  provider: z.string(),
  links: z.int(),
  only_link: z.int().describe('Residents who lose their only link.'),
  months: z.array(z.strictObject({ month: z.string(), links: z.int() })),
  apps: z.array(z.strictObject({ app: z.string(), residents: z.int() })),
  needs_approval: z.boolean(),
  planned_at: moment,
  expires_at: moment,
  ended_at: moment.nullable(),
  progress: z
    .strictObject({ waiting: z.int(), done: z.int(), gone: z.int(), failed: z.int() })
    .optional(),
  sample: z
    .array(
      z.strictObject({
        record: z.string().describe('The end of the id of the record.'),
        provider: z.string(),
        linked_at: moment,
        used_at: moment,
      }),
    )
    .optional()
    .describe('Up to 20 of its links that are there now; none without `admin:records.read`.'),
});

/** What became of one link of a plan. */
export const reportRow = z.strictObject({
  link: z.uuid(),
  state: z.enum(['waiting', 'done', 'gone', 'failed']),
  trouble: z.string().nullable().describe('The code of what went wrong last.'),
  settled_at: moment.nullable(),
});

/** Where a plan stands after a step. */
export const stepAnswer = z.strictObject({ plan: z.uuid(), state: z.string() });
export type StepAnswer = z.output<typeof stepAnswer>;

export const planIds = { plan: { says: 'The plan.', unknown: 'plan-not-found' } } as const;

export function filterIn(order: z.output<typeof bulkOrder>): BulkFilter {
  const { provider, app, everything } = order;
  const dates = {
    linkedFrom: order.linked_from,
    linkedBefore: order.linked_before,
    usedBefore: order.used_before,
  };
  const given = Object.entries(dates).filter(([, text]) => text !== undefined);
  return {
    provider,
    ...(app !== undefined && { app }),
    ...(everything && { everything }),
    ...(Object.fromEntries(given.map(([name, text]) => [name, new Date(String(text))])) as object),
  };
}

interface Details {
  progress?: BulkProgress | undefined;
  sample?: readonly LinkDates[];
}

export function asPlan(
  plan: BulkPlan,
  { progress, sample }: Details = {},
): z.output<typeof bulkPlan> {
  return {
    plan: plan.id,
    state: plan.state,
    reason: plan.reason,
    ticket: plan.ticket,
    provider: plan.filter.provider,
    links: plan.links,
    only_link: plan.onlyLink,
    months: [...plan.months],
    apps: plan.apps.map(({ appId: app, residents }) => ({ app, residents })),
    needs_approval: plan.needsApproval,
    planned_at: plan.plannedAt.toISOString(),
    expires_at: plan.expiresAt.toISOString(),
    ended_at: plan.endedAt?.toISOString() ?? null,
    ...(progress && { progress }),
    ...(sample && { sample: sample.map(asSampleRow) }),
  };
}

function asSampleRow({ residentId, provider, linkedAt, usedAt }: LinkDates) {
  return {
    record: idEnd(residentId),
    provider,
    linked_at: linkedAt.toISOString(),
    used_at: usedAt.toISOString(),
  };
}

export function asReportRow(row: ReportRow): z.output<typeof reportRow> {
  const { linkId: link, state, trouble, settledAt } = row;
  return { link, state, trouble, settled_at: settledAt?.toISOString() ?? null };
}

/** The state that a step led to. Throws the problem where it could not be taken. */
export function stateOfPlan(plan: string, outcome: { kind: string } | Refused): StepAnswer {
  if (outcome.kind === 'no-such-plan') throw refusal('plan-not-found');
  if ('state' in outcome) throw refusal('plan-state');
  return { plan, state: outcome.kind };
}
