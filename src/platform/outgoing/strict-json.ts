const deepest = 16;
const quotedOrBracket = /"(?:[^"\\]|\\.)*"(?:\s*:)?|[[\]{}]/g;

/**
 * True for the text of one JSON object that means the same to every reader: no name twice in an
 * object (RFC 8259 §4) and no nesting beyond what anybody has a use for.
 */
export function isStrictObject(text: string): boolean {
  return isObject(text) && isUnambiguous(text);
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** Walks the brackets and names of text that is known to be JSON. */
function isUnambiguous(text: string): boolean {
  const open: Set<string>[] = [];
  for (const [token] of text.matchAll(quotedOrBracket)) {
    if (token === '}' || token === ']') open.pop();
    else if (token === '{' || token === '[') open.push(new Set());
    else if (token.endsWith(':') && !isNew(nameIn(token), open.at(-1))) return false;
    if (open.length > deepest) return false;
  }
  return true;
}

function nameIn(token: string): string {
  return JSON.parse(token.slice(0, token.lastIndexOf('"') + 1)) as string;
}

function isNew(name: string, names = new Set<string>()): boolean {
  return names.size < names.add(name).size;
}
