type Sources = {
  nonce: string;
  /** Where the browser may open live connections besides this origin. */
  realtimeOrigin: string | null;
  /** This origin's own WebSocket address: older browsers do not take 'self' for it. */
  ownSocketOrigin: string;
  development: boolean;
};

/** The Content-Security-Policy of a page: scripts run by this request's nonce only, and nothing frames us. */
export function contentSecurityPolicy({ nonce, realtimeOrigin, ownSocketOrigin, development }: Sources): string {
  // React's development build needs eval to rebuild server stacks; production never does.
  const scripts = `'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`;
  return [
    "default-src 'self'",
    `script-src ${scripts}`,
    // Positions and sizes are style attributes: the virtual list, menus and toasts set them.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ${ownSocketOrigin}${realtimeOrigin ? ` ${realtimeOrigin}` : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
