/** XML read as it comes, by local names: a producer may give any prefix to the namespace of a workbook. */
import { TextDecoder } from 'node:util';
import { parser } from 'sax';

export type Attributes = { readonly [name: string]: string };

/** What is told of a document, in its order. */
export interface XmlListener {
  open?(name: string, attributes: Attributes): void;
  close?(name: string): void;
  /** Text may come in pieces. */
  text?(text: string): void;
  /** Whether enough was read; asked now and then. */
  readonly enough?: () => boolean;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Reads a document.
 *
 * @throws where it is not well-formed, or in no encoding of Unicode
 */
export async function readXml(content: AsyncIterable<Buffer>, listener: XmlListener): Promise<void> {
  const sax = parser(true, { position: false });
  sax.onerror = (error) => {
    throw error;
  };
  let attributes: { [name: string]: string } = {};
  sax.onattribute = ({ name, value }) => {
    attributes[name] = value;
  };
  sax.onopentag = ({ name }) => {
    listener.open?.(local(name), attributes);
    attributes = {};
  };
  sax.onclosetag = (name) => listener.close?.(local(name));
  sax.ontext = (text) => listener.text?.(text);
  sax.oncdata = (text) => listener.text?.(text);
  let decoder: TextDecoder | undefined;
  for await (const bytes of content) {
    decoder ??= new TextDecoder(encodingOf(bytes), { fatal: true });
    sax.write(decoder.decode(bytes, { stream: true }));
    if (listener.enough?.() === true) return;
  }
  if (decoder) sax.write(decoder.decode());
  sax.close();
}

/** XML without a byte order mark is UTF-8. */
function encodingOf(start: Buffer): string {
  const mark = start.subarray(0, 2).toString('hex');
  return mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8';
}

/** A flag of OOXML. */
export const isOn = (flag: string | undefined): boolean => flag === '1' || flag === 'true' || flag === 'on';

/** The attribute that names a relationship: `r:id` under whichever prefix. */
export const relationOf = (attributes: Attributes): string | undefined =>
  Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1];
