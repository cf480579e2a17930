// Writes test/vectors/seal-v1.json: what sealing makes of fixed seeds. Run it only when a format changes on purpose
// (then every stored report, roster and word is of the old format): the tests compare, test/vectors/reader.mjs re-derives.
import { writeFileSync } from 'node:fs';
import { remake, type Seeds } from './vectors/remake.ts';

const seeds: Seeds = {
  salt: '000102030405060708090a0b0c0d0e0f',
  token: '5f1d7c3a9e024b68b1c2d3e4f5061728',
  entropies: ['00000000000000000000', 'ffffffffffffffffffff', '0123456789abcdef0123', '7e3d9a41c05b86f21d4e'],
  root: '11'.repeat(32),
  sealing: '22'.repeat(32),
  invite: '33'.repeat(16),
  time: 1_800_000_000_000,
  members: [
    { id: 'ana', name: 'Ana Sokolová', age: '44'.repeat(32), sign: '55'.repeat(32) },
    { id: 'kim', name: '김 Kim', age: '66'.repeat(32), sign: '77'.repeat(32) },
    { id: 'sam', name: 'Sam', age: '88'.repeat(32), sign: '99'.repeat(32) },
  ],
};

writeFileSync('test/vectors/seal-v1.json', `${JSON.stringify(await remake(seeds), null, 2)}\n`);
