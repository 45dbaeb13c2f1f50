import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { mostHeld } from '../../src/feed/arrivals.ts';
import { deliveredSeconds, undeliveredSeconds } from '../../src/feed/event-lifetimes.ts';
import { eventKinds, typeOf, verificationType } from '../../src/feed/event-types.ts';
import { mostSids } from '../../src/feed/projector.ts';
import { retriedSeconds } from '../../src/feed/retries.ts';
import { days } from '../../src/kernel/duration.ts';
import { longestTarget } from '../../src/platform/outgoing/push-target.ts';

const page = readFileSync('docs/events-for-apps.md', 'utf8').replace(/\s+/g, ' ');
const list = readFileSync('docs/revocations.md', 'utf8').replace(/\s+/g, ' ');
const hours = retriedSeconds / 3600;

test.each([
  ['how long events are kept', `is kept for ${undeliveredSeconds / days(1)} days`],
  ['how long an absence may be', `longer than ${undeliveredSeconds / days(1)} days`],
  ['how long to remember a `jti`', `remember each \`jti\` for ${weeks(deliveredSeconds)}`],
  ['how long is tried', `give up after ${hours} hours`],
  ['how long logouts are tried', `tried again as above, for ${hours} hours`],
  ['how many sign-ins are named', `more than ${mostSids} sign-ins`],
  ['how long an address may be', `at most ${longestTarget} characters`],
  ['how many of an app wait', `of one app ${mostHeld.ofOne} such requests`],
  ['how many wait', `of all apps ${mostHeld.all.toLocaleString('en')}`],
])('docs/events-for-apps.md says %s as the code has it', (_what, says) => {
  expect(page).toContain(says);
});

test('docs/events-for-apps.md has every type of event', () => {
  const types = [...eventKinds.map((kind) => typeOf('<issuer>', kind)), verificationType];
  expect(types.filter((type) => !page.includes(`| \`${type}\``))).toEqual([]);
});

test('docs/revocations.md says how many wait as the code has it', () => {
  expect(list).toContain(`holds ${mostHeld.ofOne} requests of one app at a time`);
  expect(list).toContain(`${mostHeld.all.toLocaleString('en')} of all apps`);
});

function weeks(seconds: number): string {
  return seconds === days(7) ? 'a week' : `${seconds / days(1)} days`;
}
