import { HtmlValidate, StaticConfigLoader } from 'html-validate';

/** Puts its rules together once and not for every page, which takes as long as judging one. */
class RulesReadOnce extends StaticConfigLoader {
  private rules: ReturnType<StaticConfigLoader['getConfigFor']> | undefined;

  override getConfigFor(handle: string): ReturnType<StaticConfigLoader['getConfigFor']> {
    return (this.rules ??= super.getConfigFor(handle));
  }
}

/** Roles that only repeat the element are there for Safari, which forgets lists and tables that look like something else. */
const judge = new HtmlValidate(
  new RulesReadOnce({
    root: true,
    extends: ['html-validate:standard'],
    rules: { 'no-redundant-role': 'off' },
  }),
);

/** What is wrong with a page as it was sent, before a browser has mended it (WCAG 4.1.1 of old, 4.1.2). */
export async function checkHtml(sent: string): Promise<string[]> {
  const { results } = await judge.validateString(sent);
  return results.flatMap(({ messages }) =>
    messages.map(
      ({ ruleId, message, line, column }) => `html ${ruleId}: ${message} (${line}:${column})`,
    ),
  );
}
