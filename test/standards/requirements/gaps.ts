/** Requirements and modules that no test proves, each with the reason. */
export const gaps: Readonly<Record<string, string>> = {
  'UP-13':
    'Residents have no way yet to prove themselves again without leaving the page they are on.',
  'UP-17': 'Facebook cannot tell us yet that somebody removed us there.',
};
