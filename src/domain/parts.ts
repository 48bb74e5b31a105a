/**
 * The parts of one text that lists several things (kinds of case that stay with the department, fields of an officer): set
 * apart by `;`, `；`, `、` or a new line, in a cell, a form and a file alike.
 */
export const partsOf = (text: string): string[] =>
  text
    .split(/[;；、\r\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
