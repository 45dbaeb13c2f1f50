import { CityService } from '../city-service.ts';
import { asserted } from '../client-proof.ts';
import { ManyCodes } from '../many-codes.ts';
import type { Resident } from '../resident.ts';
import type { Contest, Prize } from './contest.ts';
import { ofAssertions, ofGrants } from './traces.ts';

type Kind = 'confidential' | 'public';

const oneFamily = { families: 1, killed: false, ended: 0, entries: '' };

/** A replayed code ends what was made from it (RFC 6749 §4.1.2), whoever came first. */
const afterReplay = {
  verdict: 'one winner, dead',
  trace: { ...oneFamily, generation: 0, ended: 1, entries: 'code.replayed' },
} as const;

/** A public app has no second try: for it a thief and the app look the same (RFC 9700 §4.14.2). */
const afterReuse = {
  verdict: 'one winner, dead',
  trace: { ...oneFamily, generation: 1, killed: true, ended: 1, entries: 'refresh.reused' },
} as const;

/** An app that proved who it is gets the same successor again, which the referee then uses once. */
const afterRetry = {
  verdict: 'the same successor twice, alive',
  trace: { ...oneFamily, generation: 2 },
} as const;

const contests = {
  'the code of a confidential app': (resident) => codes(resident, 'confidential'),
  'the code of a public app': (resident) => codes(resident, 'public'),
  'a refresh token of a confidential app': (resident) => refreshTokens(resident, 'confidential'),
  'a refresh token of a public app': (resident) => refreshTokens(resident, 'public'),
  'an assertion of an app with a key': (resident) => assertions(resident),
} as const satisfies Record<string, (resident: Resident) => Promise<Contest>>;

export type ContestName = keyof typeof contests;
export const contestNames = Object.keys(contests) as ContestName[];

/** Every contest, each with an app of its own. Processes started later know those apps at once. */
export async function enrolAll(resident: Resident): Promise<Map<ContestName, Contest>> {
  const enrolled = new Map<ContestName, Contest>();
  for (const name of contestNames) enrolled.set(name, await contests[name](resident));
  return enrolled;
}

const aboutResident = { refusal: 'invalid_grant', isForResident: true, traces: ofGrants } as const;

async function codes(resident: Resident, kind: Kind): Promise<Contest> {
  const app = await CityService.register(resident.service, { kind });
  const many = await ManyCodes.of(app, resident);
  return {
    app,
    ...aboutResident,
    prepare: async (count) => {
      const made = await many.make(count);
      return made.map(({ code, grantId }) => ({ text: code, grantId }));
    },
    enter: ({ text }, service) => app.redeem(text, {}, { service }),
    expected: afterReplay,
  };
}

async function refreshTokens(resident: Resident, kind: Kind): Promise<Contest> {
  const app = await CityService.register(resident.service, { kind });
  const many = await ManyCodes.of(app, resident);
  const redeemed = async ({ code, grantId }: { code: string; grantId: string }): Promise<Prize> => {
    const { json } = await app.redeem(code);
    return { text: String(json.refresh_token), grantId };
  };
  return {
    app,
    ...aboutResident,
    prepare: async (count) => Promise.all((await many.make(count)).map(redeemed)),
    enter: ({ text }, service) => app.refresh(text, {}, { service }),
    expected: kind === 'public' ? afterReuse : afterRetry,
  };
}

/** An assertion proves once who sent it (RFC 7523 §3, item 7). */
async function assertions({ service: home }: Resident): Promise<Contest> {
  const app = await CityService.register(home, {
    authMethod: 'private_key_jwt',
    redirectUris: [],
    scopes: ['admin:links.revoke'],
    grantTypes: ['client_credentials'],
    scopesApproved: true,
  });
  return {
    app,
    refusal: 'invalid_client',
    isForResident: false,
    traces: ofAssertions,
    prepare: async (count) =>
      Array.from({ length: count }, () => ({ text: app.assertion(), grantId: '' })),
    enter: ({ text }, service) => {
      const form = { grant_type: 'client_credentials', ...asserted(text) };
      return app.call('/oauth/token', { service, body: new URLSearchParams(form).toString() });
    },
    expected: { verdict: 'one winner, untried', trace: { grants: 1 } },
  };
}
