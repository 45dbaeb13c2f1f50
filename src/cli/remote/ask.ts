import { isLoopback, parseWebUrl } from '../../kernel/url-rules.ts';
import { Trouble } from './trouble.ts';

const longestMilliseconds = 10_000;
const mostBytes = 1_000_000;

/** What came back; redirects are not followed. */
export interface Answered {
  status: number;
  location: string | null;
  text: string;
  json: unknown;
}

/** Asks a service over https, or over http on this machine: elsewhere a secret would travel in the open. */
export async function ask(address: string, request: RequestInit = {}): Promise<Answered> {
  const url = safeUrl(address);
  const signal = AbortSignal.timeout(longestMilliseconds);
  try {
    const answer = await fetch(url, { ...request, signal, redirect: 'manual' });
    const text = await readText(answer);
    const { status, headers } = answer;
    return { status, location: headers.get('location'), text, json: parsed(text) };
  } catch (error) {
    if (error instanceof Trouble) throw error;
    throw new Trouble(
      `${url.origin} does not answer (${causeOf(error)}).`,
      'Start it (npm start), or give its address with --issuer.',
    );
  }
}

function safeUrl(address: string): URL {
  const url = parseWebUrl(address);
  if (url !== null && (url.protocol === 'https:' || isLoopback(url))) return url;
  throw new Trouble(
    'The address is neither https nor on this machine.',
    'Use the https address of the service. Plain http is for localhost only.',
  );
}

async function readText(answer: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body ?? []) {
    size += part.byteLength;
    if (size > mostBytes) throw new Trouble('The answer is too long.', 'Check the address.');
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The code of the network's error, such as `ECONNREFUSED`. */
function causeOf(error: unknown): string {
  const { name, cause } = error as { name?: string; cause?: { code?: string } };
  return cause?.code ?? name ?? 'unknown';
}
