import type { Page } from 'playwright-core';
import type { Language } from '../../../src/words/words.ts';
import { say } from '../../../src/words/words.ts';

interface Expected {
  language: Language;
  isError: boolean;
}

/** Language, title, headings and names of the document, and that nothing in it could run or call elsewhere. */
export async function checkDocument(
  page: Page,
  { language, isError }: Expected,
): Promise<string[]> {
  const seen = await page.evaluate(readDocument);
  const prefix = isError ? say(language, 'common.error.prefix') : '';
  const findings = [
    seen.lang !== language && `lang: ${seen.lang}`,
    seen.headings.length !== 1 && `h1: ${seen.headings.length}`,
    !seen.title.startsWith(`${prefix}${seen.headings[0]} | `) && `title: ${seen.title}`,
    seen.toggle !== (language === 'en' ? 'es' : 'en') && `toggle: lang is ${seen.toggle}`,
    seen.scripts > 0 && `script: ${seen.scripts} scripts, handlers or inline styles`,
    !seen.hasHelp && 'help: does not open the footer',
    seen.moves > 0 && `motion: ${seen.moves} animations`,
    ...seen.foreign.map((address) => `third party: ${address}`),
    ...seen.ambiguous.map((name) => `same name, different targets: ${name}`),
  ];
  return findings.filter((finding) => finding !== false);
}

/** Runs in the page, so everything it needs stands inside. */
function readDocument() {
  const elements = [...document.querySelectorAll('*')];
  const isOurFile = (element: Element): boolean =>
    element instanceof HTMLScriptElement &&
    element.text === '' &&
    element.src.startsWith(`${location.origin}/assets/`) &&
    document.querySelector('.cl-nav, form[data-passkey]') !== null;
  const canRun = (element: Element): boolean =>
    (element.tagName === 'SCRIPT' && !isOurFile(element)) ||
    [...element.attributes].some(({ name }) => /^on|^style$/.test(name));
  const controls = [...document.querySelectorAll<HTMLElement>('a, button')];
  const nameOf = (control: HTMLElement): string => control.textContent.trim();
  const targetOf = (control: HTMLElement): string => {
    if (control instanceof HTMLAnchorElement) return control.href;
    if (!(control instanceof HTMLButtonElement) || !control.form) return '';
    const sent = new FormData(control.form, control);
    return `${control.form.action} ${JSON.stringify([...sent])}`;
  };
  const isAmbiguous = (control: HTMLElement): boolean =>
    controls.some(
      (other) =>
        nameOf(other) === nameOf(control) &&
        other.tagName === control.tagName &&
        targetOf(other) !== targetOf(control),
    );
  return {
    lang: document.documentElement.lang,
    title: document.title,
    headings: [...document.querySelectorAll('h1')].map((heading) => heading.textContent),
    toggle: document.querySelector<HTMLElement>('.cl-toggle')?.lang,
    scripts: elements.filter(canRun).length,
    ambiguous: controls.filter(isAmbiguous).map(nameOf),
    hasHelp: document.querySelector('footer p')?.matches('.cl-footer__help'),
    moves: document.getAnimations().length,
    foreign: performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => !name.startsWith(`${location.origin}/`)),
  };
}

/** The toggle leads to the same page, or at least to one that answers, in the other language. */
export async function followToggle(page: Page): Promise<string[]> {
  const toggle = page.locator('.cl-toggle');
  const language = await toggle.getAttribute('hreflang');
  const address = new URL((await toggle.getAttribute('href')) ?? '', page.url());
  const answer = await page.request.get(address.href);
  const isThere = (await answer.text()).includes(`<html lang="${language}">`);
  return isThere ? [] : [`toggle: ${address.pathname} is not in ${language}`];
}
