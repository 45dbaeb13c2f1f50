/** The columns of a row that `entryOf` reads, of the table or alias `of`. */
export function entryColumns(of: string): string {
  const names = 'id at type actor_kind actor resident_id link_id app_id detail'.split(' ');
  return names.map((name) => `${of}.${name}`).join(', ');
}

/**
 * The one text that stands for an entry when it is sealed: a JSON object of every column, always in this order and with
 * nothing between its members. Different entries have different texts. `docs/audit.md` describes it; it never changes,
 * since what is sealed could not be verified any more: a further column makes a second version of it.
 */
export function entryText(of: string): string {
  return `'{"id":' || ${of}.id || ',"xid":' || ${of}.xid::text
    || ',"at":' || left(to_json(${of}.at at time zone 'UTC')::text, -1) || 'Z"'
    ${['type', 'actor_kind', 'actor', 'resident_id', 'link_id', 'app_id'].map((name) => member(of, name)).join('\n    ')}
    || ',"detail":' || ${of}.detail::text || '}'`;
}

function member(of: string, name: string): string {
  return `|| ',"${name}":' || coalesce(to_json(${of}.${name})::text, 'null')`;
}

/** Orders entries so that none can appear later before one already read. */
export const commitOrder = (of: string): string => `${of}.xid, ${of}.id`;

/** Whether nothing can appear any more beside an entry: no older transaction is in progress. */
export const isFinal = (of: string): string =>
  `${of}.xid < pg_snapshot_xmin(pg_current_snapshot())`;
