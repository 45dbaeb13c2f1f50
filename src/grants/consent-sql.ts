/** Selects which apps each resident let see something. */
export const connectionsSql = 'select resident_id, app_id from civic.consent';
