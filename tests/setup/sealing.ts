/** The keys of what the engine keeps, as all tests have them. */
import { createPayloadCodec } from '../../src/engine/payload-codec';
import type { EngineAccess } from '../../src/runtime/engine-access';
import { payloadKeys } from '../../src/runtime/payload-keys';

/** As `FUQUAN_PAYLOAD_KEY` has it: what workers and APIs under test seal with. */
export const testPayloadKey = Buffer.alloc(32, 9).toString('base64');

const payloads = payloadKeys.parse(testPayloadKey);

/** The engine at an address as a system under test is told of it. */
export const accessTo = (address: string): EngineAccess => ({ address, namespace: 'default', tls: null, payloads });

/** For workers, and in `sealing` for clients, that read and write what a system under test keeps in the engine. */
export const testCodec = createPayloadCodec(payloads);
export const sealing = { payloadCodecs: [testCodec] };
