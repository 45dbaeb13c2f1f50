import { z } from 'zod';
import type { OpenedRecord } from '../support/opened-record.ts';
import type { Finding } from '../support/record-search.ts';
import { purposes } from '../support/support-access.ts';

const moment = z.iso.datetime();

const purpose = z
  .enum(purposes)
  .describe('Why. The ledger notes it, and the resident reads it in plain words.');

/** What staff look for. It is personal, so it never stands in an address. */
export const searchOrder = z.strictObject({
  text: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .describe(
      "A record ID, a user ID at a provider, the exact name, a resident's code for the help desk, or a help code.",
    ),
  purpose,
});

export const openOrder = z.strictObject({ purpose });

export const codeOrder = z.strictObject({
  code: z.string().min(1).max(100).describe('As the resident reads it out.'),
});

/** A record as staff see it. */
export const openedRecord = z.strictObject({
  resident: z.uuid(),
  language: z.enum(['en', 'es']),
  since: moment,
  last_visit_at: moment.nullable(),
  unreachable_since: moment.nullable(),
  links: z.array(
    z.strictObject({
      link: z.uuid(),
      provider: z.string(),
      name: z.string().nullable().describe('Null where the resident keeps none here.'),
      user_id_end: z.string().describe('The last four signs.'),
      linked_at: moment,
      last_used_at: moment,
    }),
  ),
  apps: z.array(
    z.strictObject({
      app: z.string(),
      name: z.string(),
      scopes: z.array(z.string()),
      connected_at: moment,
    }),
  ),
  sessions: z.int().describe('On how many browsers the resident is signed in.'),
});

export const searchAnswer = z.strictObject({
  result: z
    .enum(['found', 'too-many', 'opened', 'help-code'])
    .describe(
      '`opened`: it was a code for the help desk, and the record is open. `help-code`: it was the code of a page about trouble.',
    ),
  residents: z
    .array(
      z.strictObject({
        resident: z.uuid(),
        names: z.array(z.string()),
        providers: z.array(z.string()),
        last_used_at: moment,
      }),
    )
    .describe('Enough to choose one.'),
  record: openedRecord.nullable(),
  trouble: z
    .strictObject({
      at: moment,
      route: z.string(),
      problem: z.string(),
      resident: z.uuid().nullable().describe('Who was signed in.'),
    })
    .nullable()
    .describe('What the holder of a help code saw; null for a code that nobody saw.'),
});

export const unmaskedId = z.strictObject({
  link: z.uuid(),
  provider: z.string(),
  user_id: z.string(),
});

export function asRecord(record: OpenedRecord): z.output<typeof openedRecord> {
  const { id, language, since, lastVisitAt, unreachableSince, sessions } = record;
  return {
    resident: id,
    language,
    since: since.toISOString(),
    last_visit_at: lastVisitAt?.toISOString() ?? null,
    unreachable_since: unreachableSince?.toISOString() ?? null,
    links: record.links.map(({ id: link, provider, name, userId, createdAt, lastUsedAt }) => ({
      link,
      provider,
      name,
      user_id_end: userId,
      linked_at: createdAt.toISOString(),
      last_used_at: lastUsedAt.toISOString(),
    })),
    apps: record.services.map(({ appId, name, scopes, givenAt }) => ({
      app: appId,
      name,
      scopes: [...scopes],
      connected_at: givenAt.toISOString(),
    })),
    sessions,
  };
}

const none = { residents: [], record: null, trouble: null };

export function asFinding(finding: Finding): z.output<typeof searchAnswer> {
  switch (finding.kind) {
    case 'found': {
      const residents = finding.records.map(({ residentId, names, providers, lastUsedAt }) => ({
        resident: residentId,
        names: [...names],
        providers: [...providers],
        last_used_at: lastUsedAt.toISOString(),
      }));
      return { ...none, result: 'found', residents };
    }
    case 'too-many':
      return { ...none, result: 'too-many' };
    case 'opened':
      return { ...none, result: 'opened', record: asRecord(finding.record) };
    case 'trouble': {
      const { trouble } = finding;
      if (trouble === null) return { ...none, result: 'help-code' };
      const { at, route, problem, residentId: resident } = trouble;
      const seen = { at: at.toISOString(), route, problem, resident };
      return { ...none, result: 'help-code', trouble: seen };
    }
    default:
      return finding satisfies never;
  }
}
