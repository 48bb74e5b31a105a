/** How a process reaches the engine: where it is, by which certificates, and with which keys what it keeps is read. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { payloadKeys, type PayloadKeys } from './payload-keys';
import { codeOf, Trouble } from './trouble';

/** Files in PEM: who may vouch for the server, and who we are. */
export interface TlsFiles {
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

/** The engine as a process is told of it. */
export interface EngineAccess {
  /** `host:port` */
  readonly address: string;
  readonly namespace: string;
  /** Null: it is spoken to openly. */
  readonly tls: TlsFiles | null;
  readonly payloads: PayloadKeys;
}

const file = z.string().trim().min(1);

/** `host:port`, also of an IPv6 address in brackets. */
export const hostAndPort = z.string().regex(/^[^\s:/]+:\d{1,5}$|^\[[0-9a-fA-F:]+\]:\d{1,5}$/, 'host:port');

/** Variables that name the certificates; all of them or none. */
export const tlsVariables = {
  TEMPORAL_TLS_CA: file.optional(),
  TEMPORAL_TLS_CERT: file.optional(),
  TEMPORAL_TLS_KEY: file.optional(),
};

/** Variables by which a worker, the API and commands on this machine are told of the engine. */
export const engineVariables = {
  TEMPORAL_ADDRESS: hostAndPort,
  TEMPORAL_NAMESPACE: z.string().trim().min(1).default('default'),
  FUQUAN_PAYLOAD_KEY: payloadKeys,
  ...tlsVariables,
};

/**
 * The certificates that are named.
 * @throws Trouble where some are and others are not
 */
export function tlsOf(settings: z.output<z.ZodObject<typeof tlsVariables>>): TlsFiles | null {
  const { TEMPORAL_TLS_CA: authority, TEMPORAL_TLS_CERT: certificate, TEMPORAL_TLS_KEY: key } = settings;
  if (authority !== undefined && certificate !== undefined && key !== undefined) return { authority, certificate, key };
  if (authority === undefined && certificate === undefined && key === undefined) return null;
  throw new Trouble({
    zh: 'TEMPORAL_TLS_CA、TEMPORAL_TLS_CERT、TEMPORAL_TLS_KEY 须同时设置或都不设置',
    en: 'TEMPORAL_TLS_CA, TEMPORAL_TLS_CERT and TEMPORAL_TLS_KEY are set together or not at all',
  });
}

/** What parsed variables say of the engine. Throws Trouble like `tlsOf`. */
export const engineAccess = (settings: z.output<z.ZodObject<typeof engineVariables>>): EngineAccess => ({
  address: settings.TEMPORAL_ADDRESS,
  namespace: settings.TEMPORAL_NAMESPACE,
  tls: tlsOf(settings),
  payloads: settings.FUQUAN_PAYLOAD_KEY,
});

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Trouble({
      zh: `无法读取证书文件 ${path}（${codeOf(error)}）：请检查 TEMPORAL_TLS_CA、TEMPORAL_TLS_CERT、TEMPORAL_TLS_KEY`,
      en: `cannot read the certificate file ${path} (${codeOf(error)}): check TEMPORAL_TLS_CA, TEMPORAL_TLS_CERT, TEMPORAL_TLS_KEY`,
    });
  }
}

/**
 * What the engine's library is given to connect with. Certificates are read once: who replaces them starts the process
 * again.
 * @throws Trouble where a file cannot be read
 */
export function connectionOptions({ address, tls }: Pick<EngineAccess, 'address' | 'tls'>) {
  if (tls === null) return { address };
  return {
    address,
    tls: {
      serverRootCACertificate: bytesOf(tls.authority),
      clientCertPair: { crt: bytesOf(tls.certificate), key: bytesOf(tls.key) },
    },
  };
}
