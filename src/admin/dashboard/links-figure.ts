import type { Series } from '../../ui/chart-data.ts';
import { formatCount } from '../../words/format.ts';
import { sayIn } from '../../words/words.ts';
import { endsOf, nameOfDay, namesOf, placeOfDay, sumOf, written } from './figure.ts';
import type { Figure, LinksPerDay, Named, Reader } from './figure.ts';

/** Links that came and went, day by day: what came above the line, what went below, each by provider. */
export function linksFigure(reader: Reader, counted: LinksPerDay): Figure {
  const { language } = reader;
  const say = sayIn(language);
  const seen = counted.rows.map(({ provider }) => provider);
  const providers = namesOf(reader.providers, seen);
  const sides = {
    above: say('staff.home.links.added'),
    below: say('staff.home.links.removed'),
  };
  return {
    id: 'links',
    kind: 'bars',
    title: say('staff.home.links.title'),
    sentence: sentenceOf(reader, counted),
    data: {
      along: say('staff.home.day'),
      places: counted.days.map((day) => placeOfDay(language, day)),
      series: (['added', 'removed'] as const).flatMap((which) =>
        providers.map((provider, look) => seriesOf(reader, counted, { provider, look, which })),
      ),
      key: providers.map(({ name }) => name),
      sides,
    },
    file: 'links',
  };
}

interface Wanted {
  provider: Named;
  look: number;
  which: 'added' | 'removed';
}

function seriesOf({ language }: Reader, counted: LinksPerDay, wanted: Wanted): Series {
  const { provider, look, which } = wanted;
  const own = counted.rows.filter((row) => row.provider === provider.id);
  const name = sayIn(language)(
    which === 'added' ? 'staff.home.links.added.of' : 'staff.home.links.removed.of',
    { provider: provider.name },
  );
  const values = counted.days.map((day) => own.find((row) => row.day === day)?.[which] ?? 0);
  return { name, look, values, isBelow: which === 'removed' };
}

function sentenceOf({ language }: Reader, { days, rows }: LinksPerDay): string {
  const say = sayIn(language);
  const ends = endsOf(language, days);
  const added = sumOf(rows.map((row) => row.added));
  const removed = sumOf(rows.map((row) => row.removed));
  if (added + removed === 0) return say('staff.home.links.none', ends);
  const all = say('staff.home.links.says', { ...ends, ...written(language, { added, removed }) });
  if (added === 0) return all;
  const byDay = days.map((day) => ({
    day,
    count: sumOf(rows.filter((row) => row.day === day).map((row) => row.added)),
  }));
  const most = byDay.reduce((best, one) => (one.count > best.count ? one : best));
  const count = formatCount(language, most.count);
  return `${all} ${say('staff.home.links.most', { day: nameOfDay(language, most.day), count })}`;
}
