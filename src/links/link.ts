/** A social account attached to a resident, with its identifiers open. It never leaves the process as a whole. */
export interface Link {
  id: string;
  residentId: string;
  provider: string;
  /** The provider's user ID. */
  subject: string;
  displayName: string | null;
  createdAt: Date;
  lastUsedAt: Date;
}

/** A social account as a provider named it: what a link is made of. */
export interface Account {
  namespace: string;
  subject: string;
  displayName: string | null;
}
