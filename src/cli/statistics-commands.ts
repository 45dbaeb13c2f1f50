import { parseArgs } from 'node:util';
import { Statistics } from '../statistics/statistics.ts';
import type { Unfit } from '../statistics/statistics.ts';
import { tableNames } from '../statistics/tables.ts';
import type { Table, TableName } from '../statistics/tables.ts';
import { done, operator, refused, UsageError } from './command.ts';
import type { Command, CommandContext } from './command.ts';

/** The statistics that everybody may read. */
export const statisticsCommands: Readonly<Record<string, Command>> = {
  'statistics preview': {
    usage: 'statistics preview <month>',
    says: 'Prints what publishing a month such as 2026-11 would show, with small numbers hidden. Changes nothing.',
    run: preview,
  },
  'statistics publish': {
    usage: 'statistics publish <month> [--without <table>]...',
    says: 'Publishes the statistics of a month that is over, but for the tables left out. They cannot be changed afterwards.',
    run: publish,
  },
};

async function preview({ app, args, print }: CommandContext): Promise<number> {
  const seen = await app.get(Statistics).preview(operator, monthIn(args));
  switch (seen.kind) {
    case 'ready':
      print(`${seen.month} would be published like this:`);
      return printTables(seen.tables, print);
    case 'published-before':
      print(
        `${seen.published.month} was published on ${seen.published.publishedAt.toISOString()}:`,
      );
      return printTables(seen.published.tables, print);
    case 'not-a-month':
    case 'not-over':
    case 'too-old':
      return refuse(seen, print);
  }
}

async function publish({ app, args, print }: CommandContext): Promise<number> {
  const options = { without: { type: 'string', multiple: true } } as const;
  const read = parseArgs({ args: [...args], options, allowPositionals: true });
  const without = (read.values.without ?? []).map(tableNamed);
  const outcome = await app.get(Statistics).publish(operator, monthIn(read.positionals), without);
  switch (outcome.kind) {
    case 'published':
      print(`Published ${outcome.published.month}. Everybody can read it at /statistics.`);
      return done;
    case 'published-before':
      print(`${outcome.published.month} was published before, and stays as it is.`);
      return refused;
    case 'nothing-left':
      print('Every table was left out: there is nothing to publish.');
      return refused;
    case 'not-a-month':
    case 'not-over':
    case 'too-old':
      return refuse(outcome, print);
  }
}

function monthIn(args: readonly string[]): string {
  const [month, ...more] = args;
  if (month === undefined || more.length > 0) throw new UsageError('Say which month.');
  return month;
}

function tableNamed(text: string): TableName {
  const name = tableNames.find((one) => one === text);
  if (name === undefined) throw new UsageError(`The tables are ${tableNames.join(', ')}.`);
  return name;
}

const whyNot: Readonly<Record<Unfit['kind'], string>> = {
  'not-a-month': 'That is no month. Write it like 2026-11.',
  'not-over': 'The month is not over yet.',
  'too-old': 'The month is too long ago: not all of its counts are left.',
};

function refuse({ kind }: Unfit, print: CommandContext['print']): number {
  print(whyNot[kind]);
  return refused;
}

function printTables(tables: readonly Table[], print: CommandContext['print']): number {
  for (const { name, rows, total } of tables) {
    print(`\n${name}`);
    for (const { label, count } of rows) print(`  ${label.padEnd(32)}${count ?? 'hidden'}`);
    if (name !== 'services') print(`  ${'total'.padEnd(32)}${total ?? 'hidden'}`);
  }
  return done;
}
