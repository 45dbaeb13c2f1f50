import { hours } from '../../kernel/duration.ts';
import { dayOf } from '../../statistics/month.ts';
import type { Place } from '../../ui/chart-data.ts';
import { formatHour, formatMoment } from '../../words/format.ts';
import { sayIn } from '../../words/words.ts';
import { namesOf, placeOfDay, sumOf, written } from './figure.ts';
import type { Figure, Named, Reader, SignInsPerHour } from './figure.ts';

/** The last hours there have been, and what was counted in them. */
export interface SignIns {
  /** The beginning of each, oldest first. */
  hours: readonly Date[];
  rows: SignInsPerHour;
}

/** More hours than this are shown day by day. */
const mostHours = 24;

/** How trips to each provider ended: one chart for each, over the hours or over their days. */
export function signInsFigures(reader: Reader, counted: SignIns): Figure[] {
  const seen = counted.rows.map(({ provider }) => provider);
  return namesOf(reader.providers, seen).map((provider) => figureOf(reader, counted, provider));
}

/** The hours up to now, this one as the last. */
export function lastHours(now: number, count: number): Date[] {
  const hour = hours(1) * 1000;
  const current = Math.floor(now / hour);
  return Array.from(
    { length: count },
    (_, index) => new Date((current - count + 1 + index) * hour),
  );
}

function figureOf(reader: Reader, counted: SignIns, provider: Named): Figure {
  const say = sayIn(reader.language);
  const byDay = counted.hours.length > mostHours;
  const own = counted.rows.filter((row) => row.provider === provider.id);
  const places = groupsOf(reader, counted.hours, byDay);
  const valuesOf = (which: Outcome): number[] =>
    places.map(({ times }) =>
      sumOf(own.filter(({ hour }) => times.has(hour.getTime())).map((row) => row[which])),
    );
  const names = [
    say('staff.home.signins.worked'),
    say('staff.home.signins.declined'),
    say('staff.home.signins.failed'),
  ];
  return {
    id: `sign-ins-${provider.id}`,
    kind: 'lines',
    title: say('staff.home.signins.title', { provider: provider.name }),
    sentence: sentenceOf(reader, counted.hours, own),
    data: {
      along: say(byDay ? 'staff.home.day' : 'staff.home.hour'),
      places: places.map(({ place }) => place),
      series: names.map((name, look) => ({
        name,
        look,
        values: valuesOf(outcomes[look] ?? 'worked'),
      })),
      key: names,
    },
    file: 'sign-ins',
  };
}

const outcomes = ['worked', 'declined', 'failed'] as const;

type Outcome = (typeof outcomes)[number];

/** A place of the chart and the hours that are counted there. */
interface Group {
  place: Place;
  times: ReadonlySet<number>;
}

function groupsOf(reader: Reader, all: readonly Date[], byDay: boolean): Group[] {
  const { language, timeZone } = reader;
  if (byDay) {
    const days = Map.groupBy(all, (hour) => dayOf(hour, timeZone));
    return Array.from(days, ([day, times]) => ({
      place: placeOfDay(language, day),
      times: new Set(times.map((time) => time.getTime())),
    }));
  }
  return all.map((hour) => ({
    place: {
      name: formatMoment(language, hour, timeZone),
      label: formatHour(language, hour, timeZone),
    },
    times: new Set([hour.getTime()]),
  }));
}

function sentenceOf(
  { language, timeZone }: Reader,
  [first = new Date(0)]: readonly Date[],
  own: SignInsPerHour,
): string {
  const say = sayIn(language);
  const from = formatMoment(language, first, timeZone);
  const [worked = 0, declined = 0, failed = 0] = outcomes.map((which) =>
    sumOf(own.map((row) => row[which])),
  );
  const all = worked + declined + failed;
  if (all === 0) return say('staff.home.signins.none', { from });
  return say('staff.home.signins.says', {
    from,
    ...written(language, { all, worked, declined, failed }),
  });
}
