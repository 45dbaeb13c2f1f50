import { Injectable } from '@nestjs/common';
import { Apps } from '../../apps/apps.ts';
import { Config } from '../../config/config.ts';
import { byProviderSql, LedgerCounts, removedSinceSql } from '../../ledger/ledger-counts.ts';
import type { Span, Tallied } from '../../ledger/ledger-counts.ts';
import { linkedBeforeSql } from '../../links/link-sql.ts';
import { Database } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/statement.ts';
import { Tallies } from '../../platform/tallies/tallies.ts';
import type { TallyKind } from '../../platform/tallies/tally.ts';
import { Providers } from '../../providers/providers.ts';
import { daysOf, spanOf } from '../month.ts';
import { eachAlone, folded, sharedOut } from '../suppression.ts';
import type { Count } from '../suppression.ts';
import { rest } from '../tables.ts';
import type { TableName, Table } from '../tables.ts';

/** Links that are there and were there then, and links that were there then and are not any more. */
const linkedThen = statement(
  'statistics.linked-then',
  byProviderSql(`${linkedBeforeSql('$1')} union all ${removedSinceSql('$1')}`),
);

/** Views counted by one thing whose names are many, so that only the frequent ones have a row. */
const views: readonly (readonly [TableName, TallyKind])[] = [
  ['views-page', 'view.page'],
  ['views-browser', 'view.browser'],
  ['views-system', 'view.system'],
  ['views-device', 'view.device'],
];

/** Counts a month, and hides what is small before anybody sees it. */
@Injectable()
export class MonthlyCounts {
  private readonly timeZone: string;

  constructor(
    config: Config,
    private readonly apps: Apps,
    private readonly database: Database,
    private readonly ledger: LedgerCounts,
    private readonly providers: Providers,
    private readonly tallies: Tallies,
  ) {
    this.timeZone = config.site.timeZone;
  }

  /** Every table of a month that is over. */
  async tablesOf(month: string): Promise<Table[]> {
    const span = spanOf(month, this.timeZone);
    return [
      ...(await this.byProvider(span)),
      { name: 'services', ...eachAlone(await this.byApp(span)) },
      { name: 'views-day', ...sharedOut(await this.byDay(month, span)) },
      { name: 'views-language', ...sharedOut(await this.byLanguage(span)) },
      ...(await this.byWhatIsMany(span)),
    ];
  }

  /** Residents, each counted once in a table: rows that overlap would let a reader subtract one from the total. */
  private async byProvider(span: Span): Promise<Table[]> {
    const linked = await this.database.run<Tallied>(linkedThen, [span.to]);
    const added = await this.ledger.residentsByProvider('link.created', span);
    const removed = await this.ledger.residentsByProvider('link.removed', span);
    const signedIn = await this.ledger.residentsByProvider('resident.signed-in', span);
    const labels = [...this.providers.list().map(({ id }) => id), rest];
    return [
      { name: 'linked', ...sharedOut(among(labels, linked)) },
      { name: 'added', ...sharedOut(among(labels, added)) },
      { name: 'removed', ...sharedOut(among(labels, removed)) },
      { name: 'signed-in', ...sharedOut(among(labels, signedIn)) },
    ];
  }

  private async byApp(span: Span): Promise<Count[]> {
    const labels = (await this.apps.list()).map(({ id }) => id);
    const counts = await this.ledger.residentsByApp(span);
    return labels.map((label) => ({ label, count: countOf(counts, label) }));
  }

  private async byDay(month: string, span: Span): Promise<Count[]> {
    const counts = await this.tallies.readDays('view.language', span, this.timeZone);
    const ofDay = counts.map(({ day, count }) => ({ label: day, count }));
    return daysOf(month).map((label) => ({ label, count: countOf(ofDay, label) }));
  }

  private async byLanguage(span: Span): Promise<Count[]> {
    const counts = await this.viewsBy('view.language', span);
    return ['en', 'es'].map((label) => ({ label, count: countOf(counts, label) }));
  }

  private async byWhatIsMany(span: Span): Promise<Table[]> {
    const tables: Table[] = [];
    for (const [name, kind] of views) {
      tables.push({ name, ...sharedOut(folded(await this.viewsBy(kind, span), rest)) });
    }
    return tables;
  }

  private async viewsBy(kind: TallyKind, span: Span): Promise<Count[]> {
    const counts = await this.tallies.readDays(kind, span, this.timeZone);
    const labels = [...new Set(counts.map(({ subject }) => subject))].toSorted();
    const bySubject = counts.map(({ subject, count }) => ({ label: subject, count }));
    return labels.map((label) => ({ label, count: countOf(bySubject, label) }));
  }
}

/** One row for each label, and the last one for everything else. */
function among(labels: readonly string[], counts: readonly Count[]): Count[] {
  const known = (label: string): string => (labels.includes(label) ? label : rest);
  const sorted = counts.map(({ label, count }) => ({ label: known(label), count }));
  return labels.map((label) => ({ label, count: countOf(sorted, label) }));
}

function countOf(counts: readonly Count[], label: string): number {
  return counts.reduce((sum, one) => (one.label === label ? sum + one.count : sum), 0);
}
