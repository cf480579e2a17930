// An independent reader of seal-v1.json: Node's own cryptography, JSON and the published BIP-39 lists; no line of ours.
// It derives everything again from the seeds and names what differs. `node test/vectors/reader.mjs [FILE]`
import * as c from 'node:crypto';
import { readFileSync } from 'node:fs';

const hex = (s) => Buffer.from(s, 'hex');
const sha = (x) => c.createHash('sha256').update(x).digest();
const shaHex = (x) => sha(x).toString('hex');
const join = (...parts) => Buffer.concat(parts.map((part) => Buffer.from(part)));
const hkdf = (key, label, n) => Buffer.from(c.hkdfSync('sha256', key, '', label, n));

// Keys as Node wants them: RFC 8410 for Ed25519 and X25519, RFC 9935 (seed only) for ML-KEM-768.
const privateOf = (head, raw) => c.createPrivateKey({ key: join(hex(head), raw), format: 'der', type: 'pkcs8' });
const publicTail = (key, n) => c.createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(-n);
const ed25519 = (seed) => privateOf('302e020100300506032b657004220420', hex(seed));
const publicOf = (seed) => publicTail(ed25519(seed), 32).toString('hex');
const sign = (text, seed) => c.sign(null, Buffer.from(text), ed25519(seed)).toString('hex');

// bech32 (BIP 173) and Crockford's base32
function groups(bytes, size) {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return bits.match(new RegExp(`.{1,${size}}`, 'g')).map((group) => Number.parseInt(group.padEnd(size, '0'), 2));
}
const spell = (values, alphabet) => values.map((value) => alphabet[value]).join('');
const crockford = (bytes) => spell(groups(bytes, 5), '0123456789ABCDEFGHJKMNPQRSTVWXYZ');
function bech32(prefix, bytes) {
  const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
  const codes = [...prefix].map((letter) => letter.charCodeAt(0));
  const spread = [...codes.map((x) => x >> 5), 0, ...codes.map((x) => x & 31), ...groups(bytes, 5)];
  const sum = [...spread, 0, 0, 0, 0, 0, 0].reduce((before, value) => {
    const next = ((before & 0x1ffffff) << 5) ^ value;
    return generators.reduce((mixed, generator, i) => (((before >>> 25) >> i) & 1 ? mixed ^ generator : mixed), next);
  }, 1);
  const check = [25, 20, 15, 10, 5, 0].map((shift) => ((sum ^ 1) >>> shift) & 31);
  return `${prefix}1${spell([...groups(bytes, 5), ...check], 'qpzry9x8gf2tvdw0s3jn54khce6mua7l')}`;
}

// age's hybrid keys: SHAKE256(seed, 96) is an ML-KEM-768 seed (64) and an X25519 scalar (32).
const identityOf = (seed) => bech32('age-secret-key-pq-', hex(seed)).toUpperCase();
function recipientHash(seed) {
  const wide = c.createHash('shake256', { outputLength: 96 }).update(hex(seed)).digest();
  const kem = privateOf('3054020100300b060960864801650304040204428040', wide.subarray(0, 64));
  const dh = privateOf('302e020100300506032b656e04220420', wide.subarray(64));
  return shaHex(bech32('age1pq', join(publicTail(kem, 1184), publicTail(dh, 32))));
}

const files = 'english spanish french italian portuguese czech japanese korean simplified-chinese traditional-chinese';
const ids = 'en es fr it pt cs ja ko zh-Hans zh-Hant'.split(' ');
const listOf = (file) => import(/* @vite-ignore */ `@scure/bip39/wordlists/${file}.js`);
const imported = await Promise.all(files.split(' ').map(listOf));
function wordsOf(entropy, i) {
  const check = sha(join(`recourse/v1/check\n${ids[i]}\n`, entropy))[0];
  const words = groups([...entropy, check], 11).map((index) => imported[i].wordlist[index].normalize('NFC'));
  return [ids[i], words.join(' ')];
}

function wordsAndKeys(entropy, salt) {
  const master = c.pbkdf2Sync(hex(entropy), join('recourse/v1/words\n', salt), 100_000, 32, 'sha256');
  const key = (label, n = 32) => hkdf(master, `recourse/v1/${label}`, n).toString('hex');
  const [auth, age, seed] = ['auth', 'age', 'sign'].map((label) => key(`mailbox/${label}`));
  const kept = { id: key('mailbox/id', 16), auth, bearer: shaHex(hex(auth)), identity: identityOf(age) };
  const mailbox = { ...kept, recipientHash: recipientHash(age), sign: publicOf(seed) };
  const passphrase = hex(key('unlock/words')).toString('base64url');
  const member = { handle: key('member/id', 16), auth: key('member/auth'), passphrase };
  const lists = Object.fromEntries(ids.map((_, i) => wordsOf(hex(entropy), i)));
  return { seed, words: { entropy, lists, mailbox, member } };
}
function padded(n, floor) {
  const exponent = 31 - Math.clz32(n);
  const low = exponent - (32 - Math.clz32(exponent));
  return Math.max(floor, ((n + 2 ** low - 1) >> low) << low);
}

/** The same object, every derived part of it made again. */
function derive(v) {
  const { seeds } = v;
  const people = seeds.members.map((m) => ({ ...m, ageHash: recipientHash(m.age), key: publicOf(m.sign) }));
  const all = seeds.entropies.map((entropy) => wordsAndKeys(entropy, hex(seeds.salt)));
  const words = all.map((made) => made.words);
  const org = crockford(sha(hex(publicOf(seeds.root)))).slice(0, 20);
  const sheet = crockford(join(hex(seeds.root), sha(hex(seeds.root)).subarray(0, 3)));
  const root = { public: publicOf(seeds.root), org: org.toLowerCase(), sheet: sheet.replaceAll(/.{4}(?!$)/g, '$&-') };
  const roster = [];
  for (const [i, names] of [['root'], ['ana'], ['ana', 'kim'], ['kim']].entries()) {
    const [, , time, , , members] = JSON.parse(v.roster[i].note.split('\n')[1]);
    const listed = members.map(([id, name, , , ...more]) => {
      const { ageHash, key } = people.find((person) => person.id === id && person.name === name);
      return [id, name, ageHash, key, ...more];
    });
    const fields = [i + 1, roster[i - 1]?.hash ?? '', time, seeds.salt, [publicOf(seeds.sealing)], listed];
    const text = `recourse/v1/roster\n${JSON.stringify(fields)}\n`;
    const lines = names.map((name) => {
      const seed = name === 'root' ? seeds.root : people.find((person) => person.id === name).sign;
      const keyHash = sha(join(`${name}\n\u0001`, hex(publicOf(seed)))).subarray(0, 4);
      return `— ${name} ${join(keyHash, hex(sign(text, seed))).toString('base64')}\n`;
    });
    roster.push({ note: `${text}\n${lines.join('')}`, hash: shaHex(text) });
  }
  const fromToken = hkdf(seeds.token, 'recourse/v1/token', 10).toString('hex');
  const token = { entropy: fromToken, reportId: shaHex(seeds.token).slice(0, 32) };
  const entries = [];
  const [stream, ana] = [`report/${token.reportId}`, seeds.members[0].sign];
  for (const [i, seed] of [all[0].seed, all[0].seed, ana, ana].entries()) {
    const read = JSON.parse(v.entries[i].line);
    const [id, kind, compartment, epoch, to, , at, facts, , size, file] = read.slice(5);
    const before = entries[i - 1]?.hash ?? '';
    if (i > 0) facts.find(([key]) => key === 'prevAccess')[1] = i > 1 ? before : '';
    const head = ['recourse/v1/entry', root.org, stream, i, before, id, kind, compartment, epoch, to];
    const line = JSON.stringify([...head, [3, roster[2].hash], at, facts, publicOf(seed), size, file]);
    entries.push({ line, hash: shaHex(line), hsig: sign(`recourse/v1/sig\n${line}`, seed) });
  }
  const [, , , , , id, kind, compartment, epoch, to, , , , by] = JSON.parse(entries[0].line);
  const binding = { org: root.org, stream, id, kind, compartment, epoch, to, by };
  const pack = (as, len, floor) => {
    const line = JSON.stringify({ t: 'recourse/v1/packed', ...binding, kind: as, len });
    const body = Array.from({ length: len }, (_, i) => i * 7 + len);
    const used = join(`${line}\n`, body);
    const bytes = join(used, Buffer.alloc(padded(used.length, floor) - used.length));
    return { total: bytes.length, sha256: shaHex(bytes) };
  };
  const sizes = [0, 1, 4095, 4096, 100_001].map((length) => ({ length, ...pack(kind, length, 4096) }));
  const [from, moved] = words.map(({ mailbox }) => mailbox.id);
  const move = {
    from,
    to: moved,
    key: publicOf(all[1].seed),
    proof: sign(`recourse/v1/move\n${from}\n${moved}`, all[1].seed),
  };
  const identities = seeds.members.map((m) => ({ id: m.id, identity: identityOf(m.age) }));
  const packed = { binding, files: sizes, grant: pack('grant', 32, 640) };
  const enrol = `recourse/v1/enrol\n${people[1].id}\n${people[1].ageHash}\n${people[1].key}`;
  const enrolment = c.createHmac('sha256', hex(seeds.invite)).update(enrol).digest('hex');
  return { seeds, token, words, root, roster, entries, identities, packed, move, enrolment };
}

/** Paths at which the vectors differ from what is derived. */
export function reread(vectors) {
  const differences = (wanted, made, path) => {
    if (Object(wanted) !== wanted || Object(made) !== made) return wanted === made ? [] : [path];
    const keys = [...new Set([...Object.keys(wanted), ...Object.keys(made)])];
    return keys.flatMap((key) => differences(wanted[key], made[key], `${path}/${key}`));
  };
  return differences(vectors, derive(vectors), '');
}

if (import.meta.main) {
  const wrong = reread(JSON.parse(readFileSync(process.argv[2] ?? new URL('seal-v1.json', import.meta.url), 'utf8')));
  console.log(wrong.length === 0 ? 'every vector holds' : `differs at ${wrong.join(', ')}`);
  process.exitCode = Math.sign(wrong.length);
}
