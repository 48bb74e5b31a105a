import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Account } from '../../database/account-repository';
import type { Language } from '../../domain/refusal';

/** The server as its resources see it: schemas are zod, and types follow from them. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse<IncomingMessage>,
  FastifyBaseLogger,
  ZodTypeProvider
>;

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in; null for those who are not. */
    account: Account | null;
    /** The reader's language. */
    language: Language;
  }
  interface FastifyContextConfig {
    /** Nobody needs to be signed in for this. */
    open?: true;
    /** Also for whoever has still to change a password that somebody else has set. */
    withForeignPassword?: true;
  }
}
