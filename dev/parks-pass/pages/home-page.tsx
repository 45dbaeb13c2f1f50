import type { VNode } from 'preact';
import { words } from '../words.ts';
import type { Language } from '../words.ts';
import { Action, Layout } from './layout.tsx';

/** For a browser nobody has signed in with. */
export function HomePage({ language }: { language: Language }): VNode {
  return (
    <Layout language={language} title={words.homeTitle[language]}>
      <p>{words.homeLead[language]}</p>
      <Action language={language} path="/sign-in" isMain>
        {words.signIn[language]}
      </Action>
    </Layout>
  );
}
