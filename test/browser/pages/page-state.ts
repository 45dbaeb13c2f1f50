import type { CityService } from '../../support/city-service.ts';
import type { Visitor } from '../visitor.ts';

/** A page as somebody comes to see it. */
export interface PageState {
  /** The page and, after a slash, its state. Two states of one page share their title. */
  id: string;
  /** The route that shows it, as the service declares it; null where no GET route does. */
  route: string | null;
  status?: number;
  isError?: true;
  /** Walks there as a resident would. `parks` is a city app to come from. */
  reach: (visitor: Visitor, parks: CityService) => Promise<void>;
}
