/** How far back the charts go. Without a choice each goes as far as suits it. */
export const rangeNames = ['24h', '7d', '30d'] as const;

export type RangeName = (typeof rangeNames)[number];

/** How far back each chart goes. Days count today as the last. */
export interface Reach {
  linkDays: number;
  signInHours: number;
  checkDays: number;
}

/** A day alone is no chart, so 24 hours are today and the day before where days are counted. */
const reaches: Readonly<Record<RangeName, Reach>> = {
  '24h': { linkDays: 2, signInHours: 24, checkDays: 2 },
  '7d': { linkDays: 7, signInHours: 168, checkDays: 7 },
  '30d': { linkDays: 30, signInHours: 720, checkDays: 30 },
};

const unchosen: Reach = { linkDays: 30, signInHours: 24, checkDays: 7 };

/** The range of this name; null for any other text. */
export function rangeOf(name: string): RangeName | null {
  return rangeNames.find((one) => one === name) ?? null;
}

export function reachOf(range: RangeName | null): Reach {
  return range === null ? unchosen : reaches[range];
}
