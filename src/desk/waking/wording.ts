/** Where the page leaves what a notification says, and what wakes finds it: the wording, and nothing else ever. */
export const wordingCache = 'desk-wording';
export const wordingKey = '/desk/wording';
