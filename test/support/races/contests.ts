import { CityService } from '../city-service.ts';
import { ManyCodes } from '../many-codes.ts';
import type { Resident } from '../resident.ts';
import type { Contest, Prize } from './contest.ts';

type Kind = 'confidential' | 'public';

/** A replayed code ends what was made from it (RFC 6749 §4.1.2), whoever came first. */
const afterReplay = {
  verdict: 'one winner, dead',
  traces: { families: 1, generation: 0, killed: false, ended: 1, entries: 'code.replayed' },
} as const;

/** A public app has no second try: for it a thief and the app look the same (RFC 9700 §4.14.2). */
const afterReuse = {
  verdict: 'one winner, dead',
  traces: { families: 1, generation: 1, killed: true, ended: 1, entries: 'refresh.reused' },
} as const;

/** An app that proved who it is gets the same successor again, which the referee then uses once. */
const afterRetry = {
  verdict: 'the same successor twice, alive',
  traces: { families: 1, generation: 2, killed: false, ended: 0, entries: '' },
} as const;

const contests = {
  'the code of a confidential app': (resident) => codes(resident, 'confidential'),
  'the code of a public app': (resident) => codes(resident, 'public'),
  'a refresh token of a confidential app': (resident) => refreshTokens(resident, 'confidential'),
  'a refresh token of a public app': (resident) => refreshTokens(resident, 'public'),
} as const satisfies Record<string, (resident: Resident) => Promise<Contest>>;

export type ContestName = keyof typeof contests;
export const contestNames = Object.keys(contests) as ContestName[];

/** Every contest, each with an app of its own. Processes started later know those apps at once. */
export async function enrolAll(resident: Resident): Promise<Map<ContestName, Contest>> {
  const enrolled = new Map<ContestName, Contest>();
  for (const name of contestNames) enrolled.set(name, await contests[name](resident));
  return enrolled;
}

async function codes(resident: Resident, kind: Kind): Promise<Contest> {
  const app = await CityService.register(resident.service, { kind });
  const many = await ManyCodes.of(app, resident);
  return {
    app,
    prepare: async (count) => {
      const made = await many.make(count);
      return made.map(({ code, grantId }) => ({ text: code, grantId }));
    },
    enter: ({ text }, service) => app.redeem(text, {}, { service }),
    ...afterReplay,
  };
}

async function refreshTokens(resident: Resident, kind: Kind): Promise<Contest> {
  const app = await CityService.register(resident.service, { kind });
  const many = await ManyCodes.of(app, resident);
  return {
    app,
    prepare: async (count) => {
      const made = await many.make(count);
      return Promise.all(
        made.map(async ({ code, grantId }): Promise<Prize> => {
          const { json } = await app.redeem(code);
          return { text: String(json.refresh_token), grantId };
        }),
      );
    },
    enter: ({ text }, service) => app.refresh(text, {}, { service }),
    ...(kind === 'public' ? afterReuse : afterRetry),
  };
}
