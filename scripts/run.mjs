// Plain JavaScript on purpose: an old Node cannot even read the .ts files, and then says so in riddles.
const major = Number(process.versions.node.split('.')[0]);
if (major < 26) {
  console.error(
    `Node 26 is needed, this is ${process.version} on ${process.platform}-${process.arch}. ` +
      'Run "npm ci" (without --omit=optional) and start by "npm run …"; ' +
      'if no Node 26 comes with it for this platform, install Node 26 yourself.',
  );
  process.exit(1);
}
await import(`./${process.argv[2]}.ts`);
