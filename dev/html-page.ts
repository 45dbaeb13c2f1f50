/** A form as a person sees it: what is filled in already, and what it offers to choose from. */
export interface HtmlForm {
  method: string;
  action: URL;
  /** Hidden values, and choices made beforehand. */
  filled: ReadonlyMap<string, string>;
  /** `name=value` of every radio button, option and submit button. */
  offers: ReadonlySet<string>;
}

const tag = /<(input|button|option|select)\b([^>]*)>/g;
const attribute = /([\w-]+)(?:="([^"]*)")?/g;
const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

/** The forms of a page. It reads the HTML that this project writes, and no other. */
export function formsIn(html: string, base: URL): HtmlForm[] {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].map(([, head = '', body = '']) => {
    const { method = 'get', action = '' } = attributesIn(head);
    return { method, action: new URL(action, base), ...fieldsIn(body) };
  });
}

/** Where the links of a page lead. */
export function linksIn(html: string, base: URL): URL[] {
  return [...html.matchAll(/<a\b([^>]*)>/g)]
    .map(([, head = '']) => attributesIn(head).href)
    .filter((href) => href !== undefined)
    .map((href) => new URL(href, base));
}

function fieldsIn(body: string): Pick<HtmlForm, 'filled' | 'offers'> {
  const filled = new Map<string, string>();
  const offers = new Set<string>();
  let select = '';
  for (const [, element = '', head = ''] of body.matchAll(tag)) {
    const { name = select, value = '', ...rest } = attributesIn(head);
    if (element === 'select') {
      select = name;
      continue;
    }
    const isFirstOption = element === 'option' && !filled.has(name);
    if (rest.type === 'hidden' || 'checked' in rest || isFirstOption) filled.set(name, value);
    if (rest.type !== 'hidden') offers.add(`${name}=${value}`);
  }
  return { filled, offers };
}

function attributesIn(head: string): Record<string, string | undefined> {
  const pairs = [...head.matchAll(attribute)].map(([, name = '', value = '']) => [
    name,
    value.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity),
  ]);
  return Object.fromEntries(pairs) as Record<string, string | undefined>;
}
