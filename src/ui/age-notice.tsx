import type { VNode } from 'preact';
import { Alert } from './alert.tsx';
import type { PageFrame } from './site.ts';

/** Who may use the site, where the city says so. */
export function AgeNotice({ frame: { language, site } }: { frame: PageFrame }): VNode | null {
  return site.ageNotice && <Alert kind="info">{site.ageNotice[language]}</Alert>;
}
