import type { VNode } from 'preact';
import { languages } from '../../src/words/words.ts';
import type { Language } from '../../src/words/words.ts';
import { accountPages } from './gallery/account.tsx';
import { activityPages } from './gallery/activity.tsx';
import { appPages } from './gallery/apps.tsx';
import { dataPages } from './gallery/data.tsx';
import { frames } from './gallery/fixtures.ts';
import type { Outsiders } from './gallery/fixtures.ts';
import { outcomePages, signInPages } from './gallery/sign-in.tsx';
import { namePages, proofPages } from './gallery/proof.tsx';
import { policyPages } from './gallery/policy.tsx';
import { sitePages } from './gallery/site.tsx';

export interface GalleryPage {
  id: string;
  language: Language;
  page: VNode;
}

/** Every page in every state and language. What follows a slash in an id is a state of the same page. */
export function everyPage(names: Outsiders): GalleryPage[] {
  return languages.flatMap((language) =>
    Object.entries(pagesIn(language, names)).map(([id, page]) => ({ id, language, page })),
  );
}

function pagesIn(language: Language, names: Outsiders): Record<string, VNode> {
  const { signedOut, signedIn } = frames(language);
  return {
    ...signInPages(signedOut, signedIn, names),
    ...outcomePages(signedOut, names.person),
    ...accountPages(signedIn, names.person),
    ...dataPages(signedIn, signedOut, names.person),
    ...proofPages(signedIn, names.person),
    ...activityPages(signedOut, signedIn, names),
    ...namePages(signedIn, names.person),
    ...appPages(signedIn, names),
    ...policyPages(signedIn, names),
    ...sitePages(signedOut, names.app),
  };
}
