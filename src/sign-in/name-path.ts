/** The page on which a resident chooses whether we keep the display name of a link. */
export function namePath(linkId: string): string {
  return `/account/links/${linkId}/name`;
}

/** The page that shows a name which waits for a yes. */
export function newNamePath(linkId: string, pending: string): string {
  return `/account/links/${linkId}/new-name/${pending}`;
}
