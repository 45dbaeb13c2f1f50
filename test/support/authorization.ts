import type { Page } from './browser.ts';
import type { CityService } from './city-service.ts';
import type { Resident } from './resident.ts';

/** What an app is told by the address its page was opened at. */
export interface Told {
  at: string | undefined;
  error: string | undefined;
  state: string | undefined;
  iss: string | undefined;
}

/** Reads the address as the app's page would. */
export function toldBy({ url }: Page): Told {
  const { error, state, iss } = Object.fromEntries(url.searchParams);
  return { at: url.href.split('?')[0], error, state, iss };
}

/** What the app should be told of a request that `CityService.query` makes. */
export function told({ callback, service }: CityService, error: string): Told {
  return { at: callback, error, state: 'state-1', iss: service.url };
}

/** Posts a request as a form on the app's own page: from another site. */
export function postFrom(
  { service }: CityService,
  resident: Resident,
  query: URLSearchParams,
  follow = true,
): Promise<Page> {
  return resident.browser.open(`${service.url}/oauth/authorize`, {
    method: 'POST',
    body: query.toString(),
    follow,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'cross-site',
      origin: 'https://parks.example.gov',
    },
  });
}
