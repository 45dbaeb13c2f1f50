/**
 * A key is published as `next`, signs as `current`, is still accepted as `previous`, and is `retired` for ever: then
 * its private part is erased.
 */
export type KeyState = 'next' | 'current' | 'previous' | 'retired';
