import type { Payload } from '@temporalio/common';
import fc from 'fast-check';
import { createPayloadCodec, payloadKeyId, PayloadKeyMissing } from '../../src/engine/payload-codec';
import { payloadKeys } from '../../src/runtime/payload-keys';

const [old, fresh] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const read = (...keys: (Buffer | 'plain')[]) =>
  payloadKeys.parse(keys.map((key) => (key === 'plain' ? key : key.toString('base64'))).join(','));
const payload = (text: string, encoding = 'json/plain'): Payload => ({
  metadata: { encoding: Buffer.from(encoding) },
  data: Buffer.from(text),
});
const shown = ({ metadata, data }: Payload) => ({
  metadata: Object.fromEntries(
    Object.entries(metadata ?? {}).map(([name, value]) => [name, Buffer.from(value).toString()]),
  ),
  data: Buffer.from(data ?? []).toString('utf8'),
});

async function sealedBy(key: Buffer, ...payloads: Payload[]): Promise<Payload[]> {
  return createPayloadCodec(read(key)).encode(payloads);
}

describe('what the engine keeps', () => {
  it('comes back as it was, whatever it was and however much', async () => {
    const codec = createPayloadCodec(read(fresh));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string()), { maxLength: 5 }),
        async (all) => {
          const given = all.map(([data, encoding]) => payload(data, encoding));
          const back = await codec.decode(await codec.encode(given));
          expect(back.map(shown)).toEqual(given.map(shown));
        },
      ),
    );
  });

  it('shows nothing of what it says, and equal things do not look equal', async () => {
    const [one, two] = await sealedBy(fresh, payload('{"reason":"违法建设"}'), payload('{"reason":"违法建设"}'));
    expect(JSON.stringify(one) + Buffer.from(one?.data ?? []).toString('utf8')).not.toMatch(
      /违法建设|reason|json\/plain/,
    );
    expect(Buffer.from(one?.data ?? []).equals(Buffer.from(two?.data ?? []))).toBe(false);
  });

  it('names the key that it is sealed with, and the name is not the key', async () => {
    const [sealed] = await sealedBy(fresh, payload('1'));
    expect(shown(sealed ?? {}).metadata).toEqual({
      encoding: 'binary/encrypted',
      'encryption-cipher': 'AES-256-GCM',
      'encryption-key-id': payloadKeyId(fresh),
    });
    expect(payloadKeyId(fresh)).not.toBe(payloadKeyId(old));
    expect(fresh.toString('hex')).not.toContain(payloadKeyId(fresh));
  });

  it('is read plainly for ever where it was written plainly', async () => {
    const plainly = [payload('{"a":1}'), payload('', 'binary/null'), {}];
    expect(await createPayloadCodec(read(fresh)).decode(plainly)).toEqual(plainly);
  });

  it('can be read with the key that was used before, while the new one seals', async () => {
    const [sealed] = await sealedBy(old, payload('earlier'));
    const both = createPayloadCodec(read(fresh, old));
    expect((await both.decode([sealed ?? {}])).map(shown)).toEqual([shown(payload('earlier'))]);
    const [now] = await both.encode([payload('now')]);
    expect(shown(now ?? {}).metadata['encryption-key-id']).toBe(payloadKeyId(fresh));
  });

  it('is still written plainly where only reading is switched on', async () => {
    const codec = createPayloadCodec(read('plain', fresh));
    expect(await codec.encode([payload('x')])).toEqual([payload('x')]);
    expect((await codec.decode(await sealedBy(fresh, payload('x')))).map(shown)).toEqual([shown(payload('x'))]);
  });

  it('is missed by name, with the procedure it belongs to, where its key is not there', async () => {
    const missed: unknown[] = [];
    const codec = createPayloadCodec(read(fresh), (...args) => missed.push(args));
    const sealed = await sealedBy(old, payload('x'));
    const context = { type: 'workflow', namespace: 'default', workflowId: 'tr-1' } as const;
    await expect(codec.decode(sealed, context)).rejects.toThrow(PayloadKeyMissing);
    await expect(codec.decode(sealed)).rejects.toThrow(payloadKeyId(old));
    expect(missed).toEqual([
      [payloadKeyId(old), 'tr-1'],
      [payloadKeyId(old), undefined],
    ]);
  });

  it('is refused where a single bit of it was changed, or it is given out for what another key sealed', async () => {
    const [sealed] = await sealedBy(fresh, payload('{"outcome":"needed"}'));
    const bytes = Buffer.from(sealed?.data ?? []);
    const codec = createPayloadCodec(read(fresh, old));
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (at, bit) => {
        const data = Buffer.from(bytes);
        data.writeUInt8(data.readUInt8(at) ^ (1 << bit), at);
        await expect(codec.decode([{ ...sealed, data }])).rejects.toThrow();
      }),
    );
    const relabelled = { ...sealed?.metadata, 'encryption-key-id': Buffer.from(payloadKeyId(old)) };
    await expect(codec.decode([{ ...sealed, metadata: relabelled }])).rejects.toThrow();
    await expect(codec.decode([{ ...sealed, data: bytes.subarray(0, 5) }])).rejects.toThrow();
  });
});

describe('the keys', () => {
  it('are 32 bytes in base64, one or several, the newest first', () => {
    expect(read(fresh, old)).toEqual({ writing: fresh, reading: [fresh, old] });
    expect(read('plain', old)).toEqual({ writing: null, reading: [old] });
    for (const wrong of ['', 'short', `${old.toString('base64')},plain`, `${old.toString('base64')},`])
      expect(payloadKeys.safeParse(wrong).success).toBe(false);
  });
});
