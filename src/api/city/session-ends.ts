/** Tells who listens (server-sent events) that sessions were ended here, so that a stream ends with its session. */

/** Sessions of this process that end. */
export interface SessionEnds {
  /** A password was changed, an account closed or moved, somebody signed out: whoever listens looks who is still there. */
  tell(): void;
  listen(hear: () => void): void;
}

/** Nobody listens yet. */
export function createSessionEnds(): SessionEnds {
  const listeners: (() => void)[] = [];
  return {
    tell: () => listeners.forEach((hear) => hear()),
    listen: (hear) => void listeners.push(hear),
  };
}
