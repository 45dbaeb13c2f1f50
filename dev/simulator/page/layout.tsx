import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Dialect } from '../dialect.ts';
import { html } from '../reply.ts';
import type { Reply } from '../reply.ts';
import type { Language } from '../words.ts';
import { PAGE_WORDS } from './words.ts';

export const STYLE_PATH = '/__sim/style.css';

interface Layout {
  readonly dialect: Dialect;
  readonly language: Language;
  /** The same page in the other language. */
  readonly otherLanguage?: URL;
  /** Where the page's form may lead, apart from the simulator itself. */
  readonly formTarget?: string;
  readonly status?: number;
}

/** A page that says loudly what it is not, and allows nothing but its own style and form. */
export function page(layout: Layout, content: ComponentChildren): Reply {
  const markup = renderToString(<Page {...layout}>{content}</Page>);
  return html(layout.status ?? 200, `<!doctype html>${markup}`, {
    'content-security-policy': policy(layout.formTarget),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
}

/**
 * Chromium applies form-action to the whole chain of redirects: back to the service, and for a resident it knows
 * straight on to the city app, which runs on this machine too.
 */
function policy(formTarget = ''): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    `form-action 'self' ${formTarget} http://localhost:* http://127.0.0.1:*`.replace('  ', ' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function Page(props: Layout & { children?: ComponentChildren }) {
  const { dialect, language } = props;
  const heading = `${PAGE_WORDS.notReally[language]} ${dialect.title}`;
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{heading}</title>
        <link rel="stylesheet" href={STYLE_PATH} />
      </head>
      <body>
        <header class="warning">
          <div>
            <a class="skip" href="#main">
              {PAGE_WORDS.skip[language]}
            </a>
            <h1>{heading}</h1>
            <p>{PAGE_WORDS.simulated[language]}</p>
            {props.otherLanguage && <LanguageLink url={props.otherLanguage} now={language} />}
          </div>
        </header>
        <main id="main" tabIndex={-1}>
          {props.children}
        </main>
      </body>
    </html>
  );
}

function LanguageLink({ url, now }: { url: URL; now: Language }) {
  const other = now === 'en' ? 'es' : 'en';
  return (
    <a href={url.pathname + url.search} lang={other} hreflang={other}>
      {other === 'es' ? 'Español' : 'English'}
    </a>
  );
}
