import type { Context, MiddlewareHandler } from 'hono';

/** [Note: Nothing from elsewhere] No inline script or style, no third party, no frame, Trusted Types (design §11). */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "img-src 'self'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** Headers of every public page. What has content is never kept; `keptForBack` marks the empty form. */
export function secured(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const set = (name: string, value: string): void => {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    };
    set('Content-Security-Policy', contentSecurityPolicy);
    set('Referrer-Policy', 'same-origin');
    set('Cross-Origin-Opener-Policy', 'same-origin');
    set('Cross-Origin-Resource-Policy', 'same-origin');
    set('X-Content-Type-Options', 'nosniff');
    set('Permissions-Policy', 'camera=(), geolocation=(), microphone=()');
    set('Cache-Control', 'no-store');
  };
}

/** For the empty form: Back shows it again with what was typed; nothing of it is kept by a proxy. */
export function keptForBack(c: Context): void {
  c.header('Cache-Control', 'no-cache');
}

/**
 * Refuses unsafe methods that another site sent. `Origin` must be this server's (`baseUrl`, or the request's own
 * host); `null` is another site. A request without the header is refused too: every browser that can seal sends it,
 * and so do forms under `Referrer-Policy: same-origin`.
 */
export function sameOrigin(
  baseUrl: string | undefined,
  refuse: (c: Context) => Response | Promise<Response>,
): MiddlewareHandler {
  const own = baseUrl === undefined ? null : new URL(baseUrl).origin;
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    const origin = c.req.header('origin') ?? '';
    const host = c.req.header('host') ?? new URL(c.req.url).host;
    const right = own === null ? origin === `http://${host}` || origin === `https://${host}` : origin === own;
    return right ? next() : refuse(c);
  };
}
