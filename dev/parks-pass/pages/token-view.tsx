import type { VNode } from 'preact';
import type { TokenParts } from '../token-parts.ts';
import { claimWords, words } from '../words.ts';
import type { Language } from '../words.ts';

interface TokenViewProps {
  language: Language;
  parts: TokenParts;
}

const times = new Set(['iat', 'exp']);

/** The token in its three parts, and each thing it says, explained. */
export function TokenView({ language, parts }: TokenViewProps): VNode {
  const [header, claims, signature] = parts.raw;
  return (
    <section aria-labelledby="token">
      <h2 id="token">{words.token[language]}</h2>
      <p class="token">
        <Part language={language} name="header" text={header} />
        <br />
        <Part language={language} name="claims" text={`.${claims}`} />
        <br />
        <Part language={language} name="signature" text={`.${signature}`} />
      </p>
      <Explained language={language} name="header" values={parts.header} />
      <Explained language={language} name="claims" values={parts.claims} />
    </section>
  );
}

interface PartProps {
  language: Language;
  name: 'header' | 'claims' | 'signature';
  text: string;
}

/** Named as well as coloured. */
function Part({ language, name, text }: PartProps): VNode {
  return (
    <span class={`part-${name}`}>
      <strong>{words[name][language]}</strong> {text}
    </span>
  );
}

interface ExplainedProps {
  language: Language;
  name: 'header' | 'claims';
  values: Readonly<Record<string, unknown>>;
}

function Explained({ language, name, values }: ExplainedProps): VNode {
  return (
    <table>
      <caption class={`part-${name}`}>{words[name][language]}</caption>
      <thead>
        <tr>
          <th scope="col">{words.claim[language]}</th>
          <th scope="col">{words.value[language]}</th>
          <th scope="col">{words.meaning[language]}</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(values).map(([claim, value]) => (
          <tr>
            <th scope="row">
              <code>{claim}</code>
            </th>
            <td>
              <code>{JSON.stringify(value)}</code> {times.has(claim) && timeOf(Number(value))}
            </td>
            <td>{claimWords[claim]?.[language]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function timeOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', ' UTC').replace('T', ' ');
}
