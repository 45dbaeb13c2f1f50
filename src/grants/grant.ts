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
}

/** The columns of `civic.app_grant g` that make a `Grant`. */
export const grantColumns = `g.id, g.resident_id as "residentId", g.app_id as "appId", g.subject, g.scopes,
  g.resource, g.other_resources as "otherResources", g.authenticated_at as "authenticatedAt"`;

/** The `aud` of a token when the app names this resource, or none; null when it was not granted. */
export function audienceIn(grant: Grant, resource: string | null): string | null {
  if (resource === null) return grant.resource;
  return [grant.resource, ...grant.otherResources].includes(resource) ? resource : null;
}
