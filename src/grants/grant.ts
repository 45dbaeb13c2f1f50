/** What one app may do, for one resident or (resident null) in its own name. */
export interface Grant {
  /** The `sid` of every token made from it. */
  id: string;
  residentId: string | null;
  appId: string;
  /** The `sub` of its tokens: pairwise for a resident, the client id for a service grant. */
  subject: string;
  scopes: readonly string[];
  /** The `aud` of its access tokens. */
  resource: string;
  /** When the resident signed in; null for a service grant. */
  authenticatedAt: Date | null;
}

/** The columns of `civic.app_grant g` that make a `Grant`. */
export const grantColumns = `g.id, g.resident_id as "residentId", g.app_id as "appId", g.subject, g.scopes,
  g.resource, g.authenticated_at as "authenticatedAt"`;
