import { parseArgs } from 'node:util';
import { keptInWords } from '../retention/kept.ts';
import { Retention } from '../retention/retention.ts';
import type { Kind } from '../retention/schedule.ts';
import { say } from '../words/words.ts';
import { done, operator } from './command.ts';
import type { Command, CommandContext } from './command.ts';

/** One kind of information as the terminal shows it. `due` is null for what does not go by time. */
interface Line {
  kind: string;
  what: string;
  clause: string;
  kept: string;
  removedBy: string;
  due?: number | null;
}

/** What is deleted when. */
export const retentionCommands: Readonly<Record<string, Command>> = {
  retention: {
    usage: 'retention [--dry-run] [--json]',
    says: 'Prints what is kept for how long and what removes it. --dry-run: and how much is due now.',
    run: show,
  },
};

async function show({ app, args, print }: CommandContext): Promise<number> {
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({ args: [...args], options: { 'dry-run': flag, json: flag } });
  const retention = app.get(Retention);
  const lines: Line[] = [];
  if (values['dry-run'])
    for (const { name, kind, due } of await retention.preview(operator))
      lines.push({ ...lineOf(name, kind), due });
  else
    for (const [name, kind] of Object.entries(retention.schedule)) lines.push(lineOf(name, kind));
  if (values.json) print(JSON.stringify(lines, null, 2));
  else for (const line of lines) print(textOf(line));
  return done;
}

function lineOf(kind: string, { what, clause, kept, removedBy }: Kind): Line {
  return {
    kind,
    what: say('en', what),
    clause,
    kept: keptInWords('en', kept),
    removedBy: removerOf(removedBy),
  };
}

function removerOf(removedBy: Kind['removedBy']): string {
  if ('deletion' in removedBy) return `housekeeping: ${removedBy.deletion}`;
  return `at once: ${removedBy.act}`;
}

function textOf({ kind, what, kept, removedBy, due }: Line): string {
  const count = typeof due === 'number' ? `  ${due} due now` : '';
  return `${kind.padEnd(12)}${what}\n${' '.repeat(12)}${kept}  (${removedBy})${count}`;
}
