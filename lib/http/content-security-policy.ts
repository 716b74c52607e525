type Sources = {
  nonce: string;
  /** Where the browser may open live connections besides this origin. */
  realtimeOrigin: string | null;
  /** This origin's own WebSocket address: older browsers do not take 'self' for it. */
  ownSocketOrigin: string;
  /** Where else than here the browser reads files, and where it sends them. */
  files: { reading: readonly string[]; sending: readonly string[] };
  development: boolean;
};

/** The Content-Security-Policy of a page: scripts run by this request's nonce only, and nothing frames us. */
export function contentSecurityPolicy(sources: Sources): string {
  const { nonce, realtimeOrigin, ownSocketOrigin, files, development } = sources;
  const reading = files.reading.map((one) => ` ${one}`).join("");
  const sending = files.sending.map((one) => ` ${one}`).join("");
  // React's development build needs eval to rebuild server stacks; production never does.
  const scripts = `'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`;
  return [
    "default-src 'self'",
    `script-src ${scripts}`,
    // Positions and sizes are style attributes: the virtual list, menus and toasts set them.
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob:${reading}`,
    `media-src 'self' blob:${reading}`,
    "font-src 'self'",
    `connect-src 'self' ${ownSocketOrigin}${realtimeOrigin ? ` ${realtimeOrigin}` : ""}${sending}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** The nonce of a policy, for a script of our own; proxy.ts hands the policy on to the page. */
export function nonceOf(policy: string | null): string | undefined {
  return policy?.match(/'nonce-([^']+)'/)?.[1];
}
