/** Requirements and modules that no test proves, each with the reason. */
export const gaps: Readonly<Record<string, string>> = {};
