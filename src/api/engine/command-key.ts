/** A command's identity: what makes a repeat the same command, and nobody else's. */
import type { FastifyRequest } from 'fastify';
import { createHash, randomUUID } from 'node:crypto';
import { canonical } from '../../ledger/canonical';
import { Refusal } from '../../domain/refusal';
import { accountOf } from '../http/authentication';

/** Key and digest of one command. */
export interface CommandKey {
  /** 22 characters of base64url: user, method, path and the client's own key are hashed, so that nobody can send another's. */
  readonly key: string;
  /** First 16 hex digits of the SHA-256 of the canonical body. */
  readonly digest: string;
  /** The client sent a key of its own: the command may be a repeat. */
  readonly mayRepeat: boolean;
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** A key of its own for what is named, and always the same one: 22 characters of base64url. */
export const keyOfName = (name: string): string => sha256(name).toString('base64url').slice(0, 22);

/** Digest of what was sent. */
export const digestOf = (body: unknown): string => sha256(canonical(body)).toString('hex').slice(0, 16);

/**
 * The key of a request's command; `part` tells the commands of a bulk apart.
 *
 * @throws Refusal where the Idempotency-Key header is empty or longer than 200 characters
 */
export function commandKey(request: FastifyRequest, body: unknown, part = ''): CommandKey {
  const header = request.headers['idempotency-key'];
  const own = Array.isArray(header) ? header[0] : header;
  if (own !== undefined && (own.trim() === '' || own.length > 200))
    throw new Refusal('invalid-content', {
      errors: [
        {
          field: '/headers/idempotency-key',
          code: own.length > 200 ? 'too-long' : 'required',
          params: { maximum: 200 },
        },
      ],
    });
  const path = request.url.split('?')[0] ?? '';
  const { username } = accountOf(request);
  const named = JSON.stringify([username, request.method, path, part, own ?? randomUUID()]);
  return {
    key: keyOfName(named),
    digest: digestOf(body),
    mayRepeat: own !== undefined,
  };
}

const base32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** A transfer's id from the key of its launch: the same launch again is the same transfer. */
export function transferIdOf(key: string): string {
  const digest = sha256(`transfer\n${key}`);
  let id = 't';
  // five bits a character would straddle bytes; the low five of each byte are as random
  for (const byte of digest.subarray(0, 16)) id += base32[byte & 31] ?? '';
  return id;
}
