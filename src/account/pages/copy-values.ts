import type { PageFrame } from '../../ui/site.ts';
import { formatMoment } from '../../words/format.ts';
import { sayIn } from '../../words/words.ts';

/** A stored value as people read it; empty for nothing. */
export function shownValue(frame: PageFrame, value: unknown): string {
  const { language, site } = frame;
  const say = sayIn(language);
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return formatMoment(language, value, site.timeZone);
  if (typeof value === 'boolean') return say(value ? 'copy.yes' : 'copy.no');
  if (Array.isArray(value)) return value.map((one) => shownValue(frame, one)).join(', ');
  if (typeof value === 'object') return pairs(frame, value);
  return String(value as string | number);
}

function pairs(frame: PageFrame, value: object): string {
  return Object.entries(value)
    .map(([name, inner]) => `${name}: ${shownValue(frame, inner)}`)
    .join('; ');
}
