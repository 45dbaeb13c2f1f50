import { parseArgs } from 'node:util';

const text = { type: 'string' } as const;

/** What to export, as the usage shows it. */
export const filterOptions =
  '[--from <time>] [--to <time>] [--staff <id>] [--type <event>] [--resident <id>] [--provider <id>] [--app <id>] [--reason <code>] [--entry <number>]';

/** The options of an export, with its filters by the names that the audit gives them. */
export function filterTexts(args: readonly string[]) {
  const options = {
    out: text,
    format: { ...text, default: 'jsonl' },
    from: text,
    to: text,
    staff: text,
    type: text,
    resident: text,
    provider: text,
    app: text,
    reason: text,
    entry: text,
  } as const;
  const { out, format, resident, app, ...rest } = parseArgs({ args: [...args], options }).values;
  return { out, format, texts: { ...rest, residentId: resident, appId: app } };
}
