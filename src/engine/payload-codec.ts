/**
 * What the engine keeps of a procedure, sealed before it leaves our processes: AES-256-GCM, the key's name beside it. What
 * was written plainly, before there was a key, is read for ever.
 */
import type { Payload, PayloadCodec } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  randomFillSync,
  type KeyObject,
} from 'node:crypto';
import type { PayloadKeys } from '../runtime/payload-keys';

const { Payload: message } = temporal.api.common.v1;

// the names that the engine's own samples use, so that its tools know a sealed payload for one
const encoding = 'binary/encrypted';
const cipherName = 'AES-256-GCM';
const keyName = 'encryption-key-id';
const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** A payload is sealed with a key that this process does not have: nothing is lost, and it can be read where the key is. */
export class PayloadKeyMissing extends Error {
  override readonly name = 'PayloadKeyMissing';

  constructor(readonly keyId: string) {
    super(`the key ${keyId} that this payload is sealed with is missing: FUQUAN_PAYLOAD_KEY`);
  }
}

/** A key's public name: it tells nothing of the key and differs between keys. */
export const payloadKeyId = (key: Buffer): string =>
  createHash('sha256').update('fuquan payload key\n').update(key).digest('hex').slice(0, 16);

const text = (bytes: Uint8Array | null | undefined): string => (bytes ? Buffer.from(bytes).toString('utf8') : '');

/** What stands openly beside the sealed bytes is sealed with them, so that they cannot be given out for another key's. */
const besides = (id: string): Buffer => Buffer.from(`${encoding}\n${cipherName}\n${id}`);

/** A key as the cipher takes it soonest, and what is sealed beside each payload. */
interface Ready {
  readonly key: KeyObject;
  readonly besides: Buffer;
}
const readyOf = (key: Buffer): Ready => ({ key: createSecretKey(key), besides: besides(payloadKeyId(key)) });

// several at once: asking for randomness costs more than sealing does
const pool = Buffer.alloc(nonceBytes * 256);
let used = pool.length;
function freshNonce(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const nonce = Buffer.from(pool.subarray(used, used + nonceBytes));
  used += nonceBytes;
  return nonce;
}

function sealed(payload: Payload, { key, besides: beside }: Ready, metadata: Payload['metadata']): Payload {
  const nonce = freshNonce();
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(beside);
  // one update, and its kind of data inside: what it is cannot be changed from outside either
  const body = cipher.update(message.encode(payload).finish());
  cipher.final();
  return { metadata: metadata ?? null, data: Buffer.concat([nonce, cipher.getAuthTag(), body]) };
}

function opened(data: Uint8Array, { key, besides: beside }: Ready): Payload {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const nonce = bytes.subarray(0, nonceBytes);
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(beside);
  decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  const body = decipher.update(bytes.subarray(nonceBytes + tagBytes));
  decipher.final();
  return message.decode(body);
}

/** Told of a payload whose key is missing; `workflow` is the procedure it belongs to, where the engine says so. */
export type KeyMissed = (keyId: string, workflow: string | undefined) => void;

/**
 * A codec for clients and workers.
 *
 * @throws PayloadKeyMissing when it is to open what another key sealed; an Error of the cipher where the bytes were changed
 */
export function createPayloadCodec(keys: PayloadKeys, missed: KeyMissed = () => undefined): PayloadCodec {
  const known = new Map(keys.reading.map((key) => [payloadKeyId(key), readyOf(key)]));
  const { writing } = keys;
  const writingId = writing && payloadKeyId(writing);
  const sealing = writing && readyOf(writing);
  const metadata = {
    encoding: Buffer.from(encoding),
    'encryption-cipher': Buffer.from(cipherName),
    [keyName]: Buffer.from(writingId ?? ''),
  };

  function open(payload: Payload, workflow: string | undefined): Payload {
    if (text(payload.metadata?.['encoding']) !== encoding) return payload;
    const id = text(payload.metadata?.[keyName]);
    const key = known.get(id);
    if (!key) {
      missed(id, workflow);
      throw new PayloadKeyMissing(id);
    }
    return opened(payload.data ?? new Uint8Array(), key);
  }

  // as promises: what is thrown becomes a rejection
  return {
    async encode(payloads) {
      return sealing ? payloads.map((payload) => sealed(payload, sealing, metadata)) : payloads;
    },
    async decode(payloads, context) {
      return payloads.map((payload) => open(payload, context?.workflowId));
    },
  };
}
