/** What is lent to commits of before there was anything to seal or to sign (see builds.mjs). */

export const benchCodec = undefined;
export const benchRole = 'fuquan_app';
export const provideSigning = () =>
  Promise.resolve({
    command: (_transfer: string, command: unknown) => command,
    document: (_transfer: string, document: unknown) => document,
  });
