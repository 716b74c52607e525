type Sources = {
  nonce: string;
  /** The origin of an external live server, to which the browser connects. */
  realtimeOrigin: string | null;
  /** This origin's WebSocket URL, because older browsers do not include it in 'self'. */
  ownSocketOrigin: string;
  /** The origins besides this one from which the browser reads files, and to which it uploads them. */
  files: { reading: readonly string[]; sending: readonly string[] };
  development: boolean;
};

/**
 * Returns the Content-Security-Policy of a page: only scripts with this request's nonce run, and no site can frame the
 * page.
 */
export function contentSecurityPolicy(sources: Sources): string {
  const { nonce, realtimeOrigin, ownSocketOrigin, files, development } = sources;
  const reading = files.reading.map((one) => ` ${one}`).join("");
  const sending = files.sending.map((one) => ` ${one}`).join("");
  // React's development build uses eval to rebuild the server's stack traces; its production build does not.
  const scripts = `'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`;
  return [
    "default-src 'self'",
    `script-src ${scripts}`,
    // The virtual list, menus and toasts set positions and sizes as style attributes.
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob:${reading}`,
    `media-src 'self' blob:${reading}`,
    "font-src 'self'",
    `connect-src 'self' ${ownSocketOrigin}${realtimeOrigin ? ` ${realtimeOrigin}` : ""}${sending}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Returns the nonce of a policy, for a script of ours. proxy.ts hands the policy on to the page. */
export function nonceOf(policy: string | null): string | undefined {
  return policy?.match(/'nonce-([^']+)'/)?.[1];
}

/** The header in which a reply carries its policy. */
export const POLICY_HEADER = "content-security-policy";

/** Makes the nonce of one reply. */
export function createNonce(): string {
  return Buffer.from(crypto.randomUUID()).toString("base64");
}
