const scopeText = /^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/;

/** The scopes of a `scope` parameter, each once; null when the syntax is wrong (RFC 6749 §3.3). */
export function parseScope(text: string): readonly string[] | null {
  return scopeText.test(text) ? [...new Set(text.split(' '))] : null;
}
