/** Where a version of the privacy policy can be read for good. */
export function policyPath(version: string): string {
  return `/privacy/${version}`;
}
