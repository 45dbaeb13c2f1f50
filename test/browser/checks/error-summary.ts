import type { Page } from 'playwright-core';

/**
 * Where a form came back: the list of problems has the focus from the start, and each line leads to a field that is
 * described by the same words (WCAG 3.3.1, 3.3.3). Looks before anything else moves the focus.
 */
export function checkErrorSummary(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const summary = document.querySelector('[role=alert]');
    if (summary === null) return [];
    // A browser gives the first focus when it draws (HTML, "flush autofocus candidates"), which it may not have done yet.
    for (let frame = 0; frame < 5 && document.activeElement !== summary; frame += 1)
      await new Promise(requestAnimationFrame);
    const lines = [...summary.querySelectorAll('a')];
    const leadsNowhere = lines.filter(({ hash }) => !document.getElementById(hash.slice(1)));
    const isDescribed = ({ hash, textContent }: HTMLAnchorElement): boolean => {
      const field = document.getElementById(hash.slice(1));
      const described = field?.closest('[aria-describedby]')?.getAttribute('aria-describedby');
      const words = described?.split(' ').map((id) => document.getElementById(id)?.textContent);
      return words?.includes(textContent) ?? false;
    };
    return [
      ...(document.activeElement === summary ? [] : ['error-summary: does not have the focus']),
      ...(lines.length > 0 ? [] : ['error-summary: leads to no field']),
      ...leadsNowhere.map(({ hash }) => `error-summary: there is no ${hash}`),
      ...lines
        .filter((line) => !isDescribed(line))
        .map(({ textContent }) => `error-summary: only the list says "${textContent}"`),
    ];
  });
}
