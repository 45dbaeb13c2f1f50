/**
 * Owns: the frame of every page and the parts pages are made of, as typed and escaping TSX.
 * Does not: know what a resident, a link or an app is, or fetch anything.
 * Hands off to: the pages of each module, which bring the content; `render` makes the text.
 */
import type { ComponentChildren, VNode } from 'preact';
import { pathIn, sayIn } from '../words/words.ts';
import { assetUrl } from './assets.ts';
import { Button } from './button.tsx';
import { Form } from './form.tsx';
import { SessionEnd, SessionEndScript } from './session-end.tsx';
import type { PageFrame } from './site.ts';

export interface LayoutProps {
  frame: PageFrame;
  /** The one H1, and the start of the document's title. */
  title: string;
  isError?: boolean;
  /** For a table of many columns, which needs more room than lines that are read. */
  isWide?: boolean;
  /** A script of the page's own, by its name among the assets. */
  script?: string;
  /** A message that comes before the H1: a result, or the list of problems. */
  notice?: ComponentChildren;
  children: ComponentChildren;
}

/**
 * A whole document. It has no inline script or style, so that the content security policy can be strict, and works
 * without the one script there is, which warns before a session ends.
 */
export function Layout(props: LayoutProps): VNode {
  const { frame, title, isError = false, isWide = false, script, notice, children } = props;
  return (
    <html lang={frame.language}>
      <Head frame={frame} title={title} isError={isError} script={script} />
      <body>
        <Header frame={frame} />
        <main id="main" class={isWide ? 'cl-main cl-main--wide' : 'cl-main'} tabIndex={-1}>
          {notice}
          <h1>{title}</h1>
          {children}
        </main>
        <Footer frame={frame} />
        {frame.signedIn && frame.ending && <SessionEnd frame={frame} ending={frame.ending} />}
      </body>
    </html>
  );
}

type HeadProps = Pick<LayoutProps, 'frame' | 'title' | 'isError' | 'script'>;

function Head({ frame, title, isError, script }: HeadProps): VNode {
  const { language, site, signedIn, ending } = frame;
  const prefix = isError ? sayIn(language)('common.error.prefix') : '';
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{`${prefix}${title} | ${site.service} | ${site.city[language]}`}</title>
      <link rel="icon" type="image/svg+xml" href={assetUrl('img/civic-link.svg')} />
      <link rel="stylesheet" href={assetUrl('css/uswds.css')} />
      <link rel="stylesheet" href={assetUrl('css/civic-link.css')} />
      {site.colorsUrl && <link rel="stylesheet" href={site.colorsUrl} />}
      {signedIn && ending && <SessionEndScript />}
      {script !== undefined && <script src={assetUrl(script)} defer />}
    </head>
  );
}

const firstPage = { resident: '/', staff: '/staff' } as const;

function Header({ frame }: { frame: PageFrame }): VNode {
  const { language, site } = frame;
  const say = sayIn(language);
  return (
    <>
      <a class="usa-skipnav" href="#main">
        {say('common.skip')}
      </a>
      <header class="cl-header">
        {site.simulated && <p class="cl-test-banner">{say('common.test.banner')}</p>}
        <div class="cl-header__row cl-width">
          <a class="cl-header__city" href={pathIn(language, firstPage[frame.area])}>
            <CityName frame={frame} /> <span class="cl-header__service">{site.service}</span>
          </a>
          <LanguageToggle frame={frame} />
        </div>
        {frame.person !== undefined && <p class="cl-header__person cl-width">{frame.person}</p>}
        {frame.signedIn && <Navigation frame={frame} />}
      </header>
    </>
  );
}

function CityName({ frame: { language, site } }: { frame: PageFrame }): VNode {
  if (site.logoUrl === null) return <>{site.city[language]}</>;
  return <img class="cl-header__logo" src={site.logoUrl} alt={site.city[language]} />;
}

function LanguageToggle({ frame }: { frame: PageFrame }): VNode {
  const other = frame.language === 'en' ? 'es' : 'en';
  return (
    <a class="cl-toggle" lang={other} hreflang={other} href={pathIn(other, frame.path)}>
      {sayIn(frame.language)('common.lang.toggle')}
    </a>
  );
}

function Navigation({ frame }: { frame: PageFrame }): VNode {
  const say = sayIn(frame.language);
  const [here] = frame.path.split('?');
  return (
    <nav class="cl-nav" aria-label={say('common.nav.label')}>
      <ul class="cl-nav__list cl-width">
        {frame.nav.map(({ path, label }) => (
          <li>
            <a
              href={pathIn(frame.language, path)}
              aria-current={path === here ? 'page' : undefined}
            >
              {label}
            </a>
          </li>
        ))}
        <li>
          <Form frame={frame} action={frame.ending?.signOutPath ?? '/sign-out'}>
            <Button look="plain">{say('common.nav.signout')}</Button>
          </Form>
        </li>
      </ul>
    </nav>
  );
}

function Footer({ frame: { language, site } }: { frame: PageFrame }): VNode {
  const say = sayIn(language);
  const { phone, hours, place } = site;
  return (
    <footer class="cl-footer">
      <div class="cl-width">
        <p class="cl-footer__help">{say('common.help', { phone, hours: hours[language] })}</p>
        {place && <p class="cl-footer__place">{say('city.place', { place: place[language] })}</p>}
        <nav aria-label={say('common.footer.label')}>
          <ul class="cl-footer__links">
            <li>
              <a href={pathIn(language, '/privacy')}>{say('common.footer.privacy')}</a>
            </li>
            <li>
              <a href={pathIn(language, '/cookies')}>{say('common.footer.cookies')}</a>
            </li>
            <li>
              <a href={pathIn(language, '/statistics')}>{say('common.footer.statistics')}</a>
            </li>
            <li>
              <a href={pathIn(language, '/accessibility')}>{say('common.footer.accessibility')}</a>
            </li>
          </ul>
        </nav>
      </div>
    </footer>
  );
}
