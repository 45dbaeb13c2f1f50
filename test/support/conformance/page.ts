import { format } from 'prettier';
import type { Catalogue } from '../../standards/requirements/catalogue.ts';
import type { Profile, Topic } from '../../standards/requirements/requirement.ts';
import { idsOf } from './verdict.ts';
import type { Finding, Verdict } from './verdict.ts';

type Findings = Verdict['findings'];

const opening = `# Conformance

What the standards ask of an authorization server that links accounts, and which tests prove it. The tables are made by a
full run of the tests from their titles: a run fails when this page says anything else. \`npm test\` writes it anew.

\`ours\` means that the standard leaves the choice to the server, and this is the choice.`;

const aboutProfiles = `## OpenID Connect certification profiles

The service is not certified. These tests do what the modules of the OpenID Foundation's conformance suite do, by the same
names; where the service does not offer a feature they check, as the suite does, that it says so.`;

/** The page as Markdown, laid out as the formatter wants it. */
export async function conformancePage(catalogue: Catalogue, verdict: Verdict): Promise<string> {
  const { findings } = verdict;
  const parts = [
    opening,
    countsOf(catalogue, findings),
    ...catalogue.topics.map((topic) => topicTable(topic, findings)),
    aboutProfiles,
    ...catalogue.profiles.map((profile) => profileTable(profile, findings)),
    gapsList(catalogue, findings),
  ];
  return format(parts.join('\n\n'), { parser: 'markdown' });
}

function countsOf({ topics }: Catalogue, findings: Findings): string {
  const ids = topics.flatMap(({ requirements }) => requirements.map(([id]) => id));
  const passed = ids.filter((id) => findings.get(id)?.result === 'passed');
  return `${passed.length} of ${ids.length} requirements have tests that pass.`;
}

function topicTable({ title, requirements }: Topic, findings: Findings): string {
  const rows = requirements.map(([id, level, source, rule]) => {
    const { files, result } = findingOf(id, findings);
    return [id, level, source, rule, files, result];
  });
  const head = ['id', 'level', 'source', 'requirement', 'tests', 'result'];
  return `## ${title}\n\n${table(head, rows)}`;
}

function profileTable({ title, modules }: Profile, findings: Findings): string {
  const rows = modules.map(([name, rule]) => {
    const { files, result } = findingOf(name, findings);
    return [`\`${name}\``, rule, files, result];
  });
  return `### ${title}\n\n${table(['module', 'requirement', 'tests', 'result'], rows)}`;
}

function findingOf(id: string, findings: Findings): { files: string; result: Finding['result'] } {
  const { files, result } = findings.get(id) ?? { files: [], result: 'no test' };
  return { files: files.map((file) => `\`${file.replace(/^test\//, '')}\``).join(', '), result };
}

function gapsList(catalogue: Catalogue, findings: Findings): string {
  const open = idsOf(catalogue).filter((id) => findings.get(id)?.result === 'no test');
  const lines = open.map((id) => `- **${id}**: ${catalogue.gaps[id] ?? 'No reason is given.'}`);
  return `## Without a test\n\n${lines.length === 0 ? 'Nothing.' : lines.join('\n')}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
