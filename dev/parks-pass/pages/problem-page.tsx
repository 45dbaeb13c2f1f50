import type { VNode } from 'preact';
import { pathIn } from '../visit.ts';
import { words } from '../words.ts';
import type { Language } from '../words.ts';
import { Layout } from './layout.tsx';

/** Something did not work; developers see what. */
export function ProblemPage({ language, says }: { language: Language; says: string }): VNode {
  return (
    <Layout language={language} title={words.problemTitle[language]}>
      <pre>{says}</pre>
      <p>
        <a href={pathIn(language, '/')}>{words.startAgain[language]}</a>
      </p>
    </Layout>
  );
}
