/** On which PostgreSQL tells every process that something was revoked, or that it has been numbered. */
export const listChannel = 'civic_revocation';
