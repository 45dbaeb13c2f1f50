import { resourcesOf } from '../apps/city-app.ts';
import type { CityApp } from '../apps/city-app.ts';
import { epochsSql } from '../revocations/lattice-sql.ts';

/** What one app may do, for one resident or (resident null) in its own name. */
export interface Grant {
  /** The `sid` of every token made from it. */
  id: string;
  residentId: string | null;
  appId: string;
  /** The `sub` of its tokens: pairwise for a resident, the client id for a service grant. */
  subject: string;
  scopes: readonly string[];
  /** The `aud` of its access tokens unless the app asks for another. */
  resource: string;
  /** What else the app may ask for; never more than was granted (RFC 8707 §2.2). */
  otherResources: readonly string[];
  /** When the resident signed in; null for a service grant. */
  authenticatedAt: Date | null;
  /** The epochs of issuer, provider and app that it was made under. */
  epochs: readonly string[];
}

/** The columns of `civic.app_grant g` that make a `Grant`. */
export const grantColumns = `g.id, g.resident_id as "residentId", g.app_id as "appId", g.subject, g.scopes,
  g.resource, g.other_resources as "otherResources", g.authenticated_at as "authenticatedAt",
  ${epochsSql('g.id')} as epochs`;

/**
 * The `aud` of a token when the app names this resource, or none; null when it was not granted, or when the city has
 * taken it from the app since.
 */
export function audienceIn(grant: Grant, app: CityApp, resource: string | null): string | null {
  const audience = resource ?? grant.resource;
  const isGranted = [grant.resource, ...grant.otherResources].includes(audience);
  return isGranted && resourcesOf(app).includes(audience) ? audience : null;
}
