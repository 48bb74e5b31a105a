/** Characters that a password has at least. In a file of its own: the page says it without loading the refusals. */
export const leastPassword = 12;
