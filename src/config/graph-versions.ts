/**
 * The Graph API versions Facebook still answers, with the day it stops (null: not announced yet).
 * A version past its day is not refused by Facebook but silently answered as another one.
 * Source: https://developers.facebook.com/docs/graph-api/changelog/versions/ (read November 2026).
 */
const lastDays: Readonly<Record<string, string | null>> = {
  'v26.0': null,
  'v25.0': '2028-07-29',
  'v24.0': '2028-02-18',
  'v23.0': '2027-10-08',
  'v22.0': '2027-05-20',
  'v21.0': '2027-01-21',
};

/** True when Facebook answers this version at that moment; versions not in the table are unknown, so false. */
export function isLiveGraphVersion(version: string, nowMilliseconds: number): boolean {
  const lastDay = Object.hasOwn(lastDays, version) ? lastDays[version] : undefined;
  if (lastDay === undefined) return false;
  return lastDay === null || nowMilliseconds < Date.parse(lastDay);
}
