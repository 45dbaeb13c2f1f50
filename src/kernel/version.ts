/** The release this is; a test compares it with `package.json`, which is not where the service runs. */
export const version = '0.1.0';
