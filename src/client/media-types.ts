/** Media types by the ending of a file's name, of the kinds that the server takes (`POST /api/files`). */
const types: { readonly [ending: string]: string } = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  txt: 'text/plain',
  csv: 'text/csv',
  zip: 'application/zip',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ofd: 'application/vnd.ofd',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
};

/** The media type of a file by its name; `undefined` for kinds that the server does not take. */
export const mediaTypeOf = (name: string): string | undefined => types[name.split('.').at(-1)?.toLowerCase() ?? ''];

/** Endings of the kinds that the server takes. */
export const endings: readonly string[] = Object.keys(types);
