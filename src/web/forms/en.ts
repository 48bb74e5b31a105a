import type { zh } from './zh';

/** Forms and answers. */
export const en: typeof zh = {
  optional: ' (optional)',
  example: (value) => `For example: ${value}`,
  yes: 'yes',
  no: 'no',
  choose: 'Choose',
  chosen: (count) => `${count} chosen`,
  certified: 'certified',
  uncertified: 'no certificate',
  officer: (name: string, about: string) => `${name} (${about})`,
  separator: ', ',
  otherTabMerged: 'The same draft was changed in another tab too; both have been put together.',
  otherTabClash: (what: string) =>
    `This draft was changed in another tab too. Written differently there, and kept here as this page has it, please check: ${what}.`,
  propose: 'Use the proposed officers',
  fixedDate: 'The other side has confirmed this date; both must give the same one.',
  addRow: 'Add a row',
  removeRow: (line) => `Remove row ${line}`,
  remove: 'Remove',
  row: (line) => `Row ${line}`,
  noRows: 'Nothing listed yet. If there is nothing to list, leave it so.',
  importRows: 'Paste a table or import CSV',
  importTitle: 'Paste from a spreadsheet, or choose a CSV file',
  importHint: (columns) =>
    `Copy the cells in your spreadsheet and paste them below. Columns: ${columns}. The first row may be a heading.`,
  importFile: 'Choose a CSV file',
  importFound: (count) => `${count} rows read`,
  importUnknown: (lines) => `Rows that could not be understood: ${lines}. Check how codes and outcomes are written.`,
  importUse: (count) => `Use these ${count} rows`,
  cancel: 'Cancel',
  upload: 'Drop files here, or click to choose',
  uploadHint: 'PDF, images, Word, Excel, OFD, CSV, ZIP, audio and video; at most 20 MB each.',
  uploading: (name) => `Uploading ${name}…`,
  digest: 'digest',
  digestHint: 'SHA-256 of the content: proves that the file was not changed afterwards',
  doubtful: 'please check',
  readAs: (amount) => `read as ${amount}`,
  doubtsLead: 'These numbers do not go well with what the system knows. Please look at them again:',
  because: (why) => `(${why})`,
  sure: 'I have checked these numbers; they are so',
  sureFirst: 'Check the numbers above: change what is wrong, or tick that they are right',
  none: 'not filled in',
  nothing: 'nothing',
  differs: 'differs from the other side',
  otherSide: (value) => `The other side has: ${value}`,
  mismatch: 'does not match',
  scans: { clean: 'scanned for viruses', none: 'not scanned for viruses' },
  tooLarge: (name) => `${name} is larger than 20 MB and was not uploaded`,
  emptyFile: (name) => `${name} is empty and was not uploaded`,
  wrongType: (name) => `${name} is of a kind that cannot be uploaded`,
  failedUpload: (name, why) => `${name} was not uploaded: ${why}`,
  lacks: (title, lack) => {
    switch (lack.code) {
      case 'required':
        return `Enter “${title}”`;
      case 'confirm':
        return `Confirm “${title}”; if you cannot, choose another outcome`;
      case 'number':
        return `“${title}” must be a number; you typed “${lack.typed}”`;
      case 'explain':
        return `What you have differs from the other side (${lack.fields.join(', ')}): enter “${title}”, or choose another outcome`;
      case 'carries':
        return `“${title}” is below the ${lack.limit} that are set, so this outcome cannot be chosen; if it is so, choose another`;
      case 'whole':
        return `“${title}” must be a whole number`;
      case 'date':
        return `Enter the date of “${title}”`;
      case 'choice':
        return `Choose “${title}”`;
      case 'least':
        return `“${title}” must be at least ${lack.limit}`;
      case 'most':
        return `“${title}” must be at most ${lack.limit}`;
      case 'longest':
        return `“${title}” must have at most ${lack.limit} characters`;
      case 'fewest':
        return `“${title}”: choose or enter at least ${lack.limit}`;
      case 'atMost':
        return `“${title}”: at most ${lack.limit}`;
    }
  },
  reason: 'reason',
  conditions: 'conditions',
  reasonHint: 'The other offices will read this.',
  reasonMissing: (power) => `${power}: give the reason`,
  conditionsMissing: (power) => `${power}: state the conditions`,
  particularFault: (power, text) => `${power}: ${text}`,
  particulars: 'More about this power',
  outcome: 'outcome',
  powerCode: 'power',
  allAs: (outcome) => `All others “${outcome}”`,
  alsoAll: 'All like this one',
  clearAll: 'Clear all outcomes',
  answeredOf: (count, of) => `Outcome chosen for ${count} of ${of}`,
  onlyOpen: 'only those without an outcome',
  search: 'Find by code or name',
  noMatch: 'No power matches.',
  basis: 'legal basis',
  ends: "ends this power's way in the transfer",
  page: (from, to, of) => `${from}–${to} of ${of}`,
  previous: 'Previous',
  next: 'Next',
};
