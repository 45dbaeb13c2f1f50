/** Where `npm run screenshots` puts the pictures; never committed. */
export const picturesFolder = 'screenshots';

export const themes = ['light', 'dark'] as const;

export interface Picture {
  /** The page and, after a slash, its state. */
  id: string;
  language: string;
  width: number;
  theme: (typeof themes)[number];
}

export function fileName({ id, language, width, theme }: Picture): string {
  return `${id.replace('/', '--')}.${language}.${width}.${theme}.png`;
}

/** The opposite of `fileName`; null for any other file. */
export function readName(name: string): Picture | null {
  const [, id, language, width, theme] =
    /^([\w-]+)\.(\w+)\.(\d+)\.(light|dark)\.png$/.exec(name) ?? [];
  if (id === undefined || language === undefined) return null;
  const picture = { id: id.replace('--', '/'), language, width: Number(width) };
  return { ...picture, theme: theme as Picture['theme'] };
}
