const longest = 254;
// One mailbox, as it is written: no name, no list, no comment, no quoted local part, nothing that ends a line.
const mailbox =
  /^[^\s@<>,;:"()[\]\\\p{Cc}\p{Cf}]{1,64}@[^\s@<>,;:"()[\]\\\p{Cc}\p{Cf}.]+(?:\.[^\s@<>,;:"()[\]\\\p{Cc}\p{Cf}.]+)*$/u;

/** Whether this is one address to send to and nothing besides: what a mail leaves for is never read out of a list. */
export const isAddress = (text: string): boolean => text.length <= longest && mailbox.test(text);

/** What stands behind the @, in lower case; `''` without one. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();
