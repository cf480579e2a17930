import type { RouteShown } from '#wire/reached.ts';

/** There are ways, and none of them works. */
export const isDead = (routes: readonly Pick<RouteShown, 'dead'>[]): boolean =>
  routes.length > 0 && routes.every(({ dead }) => dead > 0);
