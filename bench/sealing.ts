import { createPayloadCodec } from '../src/engine/payload-codec';

const key = Buffer.alloc(32, 1);

/** Seals what the engine keeps, as production does: it belongs to what a step costs. */
export const benchCodec = createPayloadCodec({ writing: key, reading: [key] });
