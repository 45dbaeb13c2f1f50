import type { VNode } from 'preact';
import type { PageFrame } from './site.ts';
import { formatMoment } from '../words/format.ts';

/** A moment as people in the city write it, with the name of its time zone. */
export function Moment({ frame, at }: { frame: PageFrame; at: Date }): VNode {
  const { language, site } = frame;
  return <time dateTime={at.toISOString()}>{formatMoment(language, at, site.timeZone)}</time>;
}
