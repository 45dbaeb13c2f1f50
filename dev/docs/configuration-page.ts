import { metaOf, settings } from '../../src/config/settings.ts';
import type { SettingName } from '../../src/config/settings.ts';

const names = Object.keys(settings) as SettingName[];

/** `docs/configuration.md` as the settings in code make it. */
export function configurationPage(): string {
  return [
    '# Configuration',
    '',
    'The service reads environment variables once, at start. A setting that is missing or wrong keeps it from',
    'starting: exit code 78 and one sentence that names the setting, never its value. Every setting may be given as',
    'a file instead: `<NAME>_FILE` names a file that holds the value (use this for the secrets).',
    '',
    'This page and `.env.example` are made from `src/config/settings.ts` by `npm run docs`, and a test compares them.',
    '',
    '| setting | default | secret | what it is |',
    '| --- | --- | --- | --- |',
    ...names.map(row),
    '',
  ].join('\n');
}

/** `.env.example`: every setting, those with a default commented out. */
export function environmentExample(): string {
  const lines = names.map((name) => {
    const { says, example } = metaOf(name);
    const value = defaultOf(name);
    const given = value === undefined ? `${name}=${example ?? ''}` : `#${name}=${value}`;
    return `# ${says.replaceAll('`', '')}\n${isRequired(name) ? given : given.replace(/^(?!#)/, '#')}\n`;
  });
  return `# Settings of Civic Link. docs/configuration.md says more.\n\n${lines.join('\n')}`;
}

function row(name: SettingName): string {
  const { says, secret } = metaOf(name);
  const value = defaultOf(name);
  const shown =
    value === undefined
      ? isRequired(name)
        ? '**required**'
        : 'none'
      : `\`${value || '(empty)'}\``;
  return `| \`${name}\` | ${shown} | ${secret ? 'yes' : ''} | ${says.replaceAll('|', '\\|')} |`;
}

function defaultOf(name: SettingName): string | undefined {
  const result = settings[name].safeParse(undefined);
  if (!result.success || result.data === undefined) return undefined;
  return [result.data].flat().map(String).join(',');
}

function isRequired(name: SettingName): boolean {
  return !settings[name].safeParse(undefined).success;
}
