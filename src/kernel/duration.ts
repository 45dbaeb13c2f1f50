/** Durations are plain numbers of seconds, the unit of JWT claims, cookies and `Retry-After`. */
export const seconds = (count: number): number => count;
export const minutes = (count: number): number => count * 60;
export const hours = (count: number): number => count * 3600;
export const days = (count: number): number => count * 86_400;
