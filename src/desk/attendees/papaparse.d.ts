/** Its own types bring Node's into the room, which has none. */
declare module 'papaparse' {
  const papa: { readonly parse: import('./parser.ts').Parse };
  export default papa;
}
