import type { ComponentChildren, VNode } from 'preact';
import { pathIn } from '../visit.ts';
import { words } from '../words.ts';
import type { Language } from '../words.ts';

interface LayoutProps {
  language: Language;
  title: string;
  children: ComponentChildren;
}

/** A whole document, without script and without anything inline. */
export function Layout({ language, title, children }: LayoutProps): VNode {
  const other = language === 'en' ? 'es' : 'en';
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} | Parks Pass`}</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <a class="skip" href="#main">
          {words.skip[language]}
        </a>
        <header>
          <div>
            <p class="name">Parks Pass</p>
            <p>{words.sample[language]}</p>
            <p>
              <a href={pathIn(other, '/')} lang={other} hreflang={other}>
                {words.other[language]}
              </a>
            </p>
          </div>
        </header>
        <main id="main" tabIndex={-1}>
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>
  );
}

interface ActionProps {
  language: Language;
  path: string;
  /** Sent along as `trial`. */
  trial?: string;
  isMain?: boolean;
  children: ComponentChildren;
}

/** One button in a form of its own: everything that does something is a POST. */
export function Action({ language, path, trial, isMain = false, children }: ActionProps): VNode {
  const sent = trial === undefined ? {} : { name: 'trial', value: trial };
  return (
    <form method="post" action={pathIn(language, path)}>
      <button type="submit" {...sent} class={isMain ? 'main' : undefined}>
        {children}
      </button>
    </form>
  );
}
