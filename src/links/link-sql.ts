/** Selects the `resident_id` of those who used none of their links for so many `months`. */
export function unusedSql(months: string): string {
  const since = `civic.now() - make_interval(months => ${months})`;
  return `select distinct link.resident_id from civic.link
   where link.last_used_at <= ${since}
     and not exists (select from civic.link as other
                     where other.resident_id = link.resident_id and other.last_used_at > ${since})`;
}

/** Selects `resident_id` and `provider` of the links there are that were there at a moment, too. */
export function linkedBeforeSql(moment: string): string {
  return `select resident_id, provider from civic.link where created_at < ${moment}`;
}

/** Counts the links there are by provider, from an index alone. */
export const liveLinksSql = 'select provider, count(*)::int as links from civic.link group by 1';

/** Selects whose each link is, by its id. */
export const linkOwnersSql = 'select id as link_id, resident_id from civic.link';

/** Selects of each link, by its id, whose it is, and when it was made and used; nothing that came from the provider. */
export const linkDatesSql =
  'select id as link_id, resident_id, provider, created_at, last_used_at from civic.link';

/** The next links of a provider by their ids, after the one with id `after` and at most so many, with their dates. */
export function linksOfProviderSql(provider: string, after: string, atMost: string): string {
  return `select id as link_id, resident_id, created_at, last_used_at from civic.link
   where provider = ${provider} and id > ${after} order by id limit ${atMost}`;
}
