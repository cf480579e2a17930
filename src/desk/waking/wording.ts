/**
 * Where the page leaves what a notification says, and what wakes finds it: the wording, and beside it, for each member whose
 * way leads through this browser, the id of that way, which is a digest. Nothing else ever.
 */
export const wordingCache = 'desk-wording';
export const wordingKey = '/desk/wording';
export const wayKeys = '/desk/way/';
