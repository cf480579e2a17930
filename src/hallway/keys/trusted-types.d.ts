// TypeScript 7.0's lib.dom has no Trusted Types yet; this is all the hallway uses.
export {};

declare global {
  var trustedTypes:
    | {
        createPolicy(
          name: string,
          rules: { createScriptURL(url: string): string },
        ): { createScriptURL(url: string): unknown };
      }
    | undefined;
}
