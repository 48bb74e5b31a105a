/** Until when the certificates hold by which the engine is spoken to. */
import { X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';
import type { Pool } from 'pg';
import { raiseTrouble } from '../database/trouble-repository';
import type { connectionOptions } from './engine-access';

/** Days before its end from which a certificate is an alarm. */
const noticeDays = 30;
const dayMs = 86_400_000;
const handshakeMs = 5_000;

/** The last moment of each. */
export interface CertificateEnds {
  readonly authority: Date;
  readonly client: Date;
  /** Null: the server has not answered yet. */
  readonly server: Date | null;
}

type Options = ReturnType<typeof connectionOptions>;

const endOf = (pem: Buffer): Date => new Date(new X509Certificate(pem).validTo);

/** When the certificate ends that a server shows; null where none is shown in time. */
function serverEnd({ address, tls }: Options): Promise<Date | null> {
  const [, host = '', port = ''] = /^\[?(.+?)\]?:(\d+)$/.exec(address) ?? [];
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port: Number(port),
      ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }),
      ca: tls?.serverRootCACertificate,
      cert: tls?.clientCertPair.crt,
      key: tls?.clientCertPair.key,
      ALPNProtocols: ['h2'],
      // nothing is sent: one that has ended is to be read as well
      rejectUnauthorized: false,
    });
    const done = (end: Date | null) => {
      socket.destroy();
      resolve(end);
    };
    socket.setTimeout(handshakeMs, () => done(null));
    socket.on('error', () => done(null));
    socket.on('secureConnect', () => {
      const shown = socket.getPeerX509Certificate();
      done(shown ? new Date(shown.validTo) : null);
    });
  });
}

/**
 * A watch over them; undefined where the engine is spoken to openly.
 *
 * @param options what the engine's library connects with
 * @param now milliseconds since 1970
 */
export function createCertificateWatch(options: Options, database: Pool, now: () => number) {
  const { tls } = options;
  if (!tls) return undefined;
  // as this process uses them: files that were replaced count when it is started again
  let ends: CertificateEnds = {
    authority: endOf(tls.serverRootCACertificate),
    client: endOf(tls.clientCertPair.crt),
    server: null,
  };
  return {
    /** The last known. */
    ends: (): CertificateEnds => ends,
    /** Asks the server for its own, and raises an alarm where one ends within thirty days. */
    async look(): Promise<void> {
      ends = { ...ends, server: (await serverEnd(options)) ?? ends.server };
      const soon = Object.entries(ends).flatMap(([whose, end]: [string, Date | null]) =>
        end !== null && end.getTime() - now() < noticeDays * dayMs
          ? [`${whose} ${end.toISOString().slice(0, 10)}`]
          : [],
      );
      if (soon.length > 0) await raiseTrouble(database, { kind: 'certificate-ends', code: soon.join(', ') });
    },
  };
}
