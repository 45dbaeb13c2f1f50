import type { Series } from '../../ui/chart-data.ts';
import { sayIn } from '../../words/words.ts';
import { endsOf, namesOf, placeOfDay, sumOf, written } from './figure.ts';
import type { ChecksPerDay, Figure, Named, Reader } from './figure.ts';

/** So many apps have a pattern of their own; all others share the last one. */
const most = 4;

/** How often each app checked a token, day by day: the busiest apps on their own, the others together. */
export function checksFigure(reader: Reader, counted: ChecksPerDay): Figure {
  const { language } = reader;
  const say = sayIn(language);
  const busiest = busiestOf(reader, counted);
  const shown = busiest.slice(0, most);
  const rest = busiest.slice(most);
  const series = [
    ...shown.map(({ id, name }, look) => seriesOf(counted, { name, look, ids: [id] })),
    ...(rest.length > 0
      ? [
          seriesOf(counted, {
            name: say('staff.home.checks.rest'),
            look: most,
            ids: rest.map(({ id }) => id),
          }),
        ]
      : []),
  ];
  return {
    id: 'checks',
    kind: 'bars',
    title: say('staff.home.checks.title'),
    sentence: sentenceOf(reader, counted, busiest),
    data: {
      along: say('staff.home.day'),
      places: counted.days.map((day) => placeOfDay(language, day)),
      series,
      key: series.map(({ name }) => name),
    },
    file: 'checks',
  };
}

/** The apps that checked anything, with how often, the busiest first. */
function busiestOf({ apps }: Reader, { rows }: ChecksPerDay): (Named & { count: number })[] {
  const named = namesOf(
    apps,
    rows.map(({ app }) => app),
  );
  const counted = named.map((app) => ({
    ...app,
    count: sumOf(rows.filter((row) => row.app === app.id).map(({ yes, no }) => yes + no)),
  }));
  return counted.filter(({ count }) => count > 0).toSorted((one, other) => other.count - one.count);
}

interface Wanted {
  name: string;
  look: number;
  ids: readonly string[];
}

function seriesOf({ days, rows }: ChecksPerDay, { name, look, ids }: Wanted): Series {
  const own = rows.filter(({ app }) => ids.includes(app));
  const values = days.map((day) =>
    sumOf(own.filter((row) => row.day === day).map(({ yes, no }) => yes + no)),
  );
  return { name, look, values };
}

function sentenceOf(
  { language }: Reader,
  { days, rows }: ChecksPerDay,
  [busiest, second]: readonly (Named & { count: number })[],
): string {
  const say = sayIn(language);
  const ends = endsOf(language, days);
  if (busiest === undefined) return say('staff.home.checks.none', ends);
  const no = sumOf(rows.map((row) => row.no));
  const all = sumOf(rows.map(({ yes }) => yes)) + no;
  const said = say('staff.home.checks.says', { ...ends, ...written(language, { all, no }) });
  if (second === undefined) return said;
  const { name: app, count } = busiest;
  return `${said} ${say('staff.home.checks.most', { app, ...written(language, { count }) })}`;
}
