import { parse, type Select, type Token } from '@messageformat/parser';

/** One namespace in one language: key to ICU MessageFormat. */
export type Messages = Readonly<Record<string, string>>;
/** Language, then namespace. */
export type Catalogue = Readonly<Record<string, Readonly<Record<string, Messages>>>>;

type Kind = 'string' | 'number';
type Arguments = Map<string, Kind>;
interface Message {
  readonly tokens: Token[];
  readonly takes: Arguments;
}

const header = '// Made from locales/ by `npm run words`. Do not edit.\n';
const identifier = /^[A-Za-z_$][\w$]*$/;

/**
 * TypeScript for every message: `shape.ts` with an interface for each namespace, `<language>/<namespace>.ts` with a
 * constant of that interface. Every message is a function; the reference language says which keys and arguments exist.
 * Returns file name to text, or every fault found. Nothing of the parser is needed when the result runs.
 */
export function compile(catalogue: Catalogue, reference: string): Map<string, string> | { faults: string[] } {
  const faults: string[] = [];
  const files = new Map<string, string>();
  const shapes: string[] = [];
  const namespaces = catalogue[reference] ?? {};

  for (const [namespace, asked] of Object.entries(namespaces)) {
    const expected = read(asked, reference, `${reference}/${namespace}`, faults);
    shapes.push(shapeOf(namespace, expected));
    for (const [language, there] of Object.entries(catalogue)) {
      const where = `${language}/${namespace}`;
      const found = language === reference ? expected : read(there[namespace] ?? {}, language, where, faults);
      if (language !== reference) compare(expected, found, where, faults);
      files.set(`${where}.ts`, moduleOf(language, namespace, found));
    }
  }
  for (const [language, there] of Object.entries(catalogue)) {
    for (const namespace of Object.keys(there)) {
      if (!(namespace in namespaces)) faults.push(`${language}/${namespace}: ${reference} has no such file`);
    }
  }
  files.set('shape.ts', `${header}\n${shapes.join('\n')}`);
  return faults.length > 0 ? { faults } : files;
}

function read(messages: Messages, language: string, where: string, faults: string[]): Map<string, Message> {
  const categories = (type: Intl.PluralRuleType) =>
    new Intl.PluralRules(language, { type }).resolvedOptions().pluralCategories;
  const options = { cardinal: categories('cardinal'), ordinal: categories('ordinal'), strict: true };
  const found = new Map<string, Message>();
  for (const [key, text] of Object.entries(messages)) {
    try {
      const tokens = parse(text, options);
      const takes: Arguments = new Map();
      collect(tokens, takes);
      found.set(key, { tokens, takes });
    } catch (error) {
      faults.push(`${where} ${key}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return found;
}

function compare(expected: Map<string, Message>, found: Map<string, Message>, where: string, faults: string[]): void {
  for (const [key, message] of expected) {
    const other = found.get(key);
    if (other === undefined) {
      faults.push(`${where}: lacks ${key}`);
      continue;
    }
    const wanted = [...message.takes.keys()].toSorted().join(', ');
    const has = [...other.takes.keys()].toSorted().join(', ');
    if (wanted !== has) faults.push(`${where} ${key}: takes {${has}}, expected {${wanted}}`);
    // A number here may be plain text there ("{n} %"), never the other way round: the caller passes what is expected.
    for (const [name, kind] of other.takes) {
      if (kind === 'number' && message.takes.get(name) === 'string') {
        faults.push(`${where} ${key}: {${name}} is a number here and text in the reference`);
      }
      const kindThere = message.takes.get(name);
      if (kindThere !== undefined) other.takes.set(name, kindThere);
    }
  }
  for (const key of found.keys()) if (!expected.has(key)) faults.push(`${where}: ${key} is not expected`);
}

function collect(tokens: readonly Token[], takes: Arguments): void {
  const take = (name: string, kind: Kind): void => {
    if (!identifier.test(name)) throw new Error(`{${name}} is no name for an argument`);
    if (takes.get(name) !== 'number') takes.set(name, kind);
  };
  for (const token of tokens) {
    switch (token.type) {
      case 'argument':
        take(token.arg, 'string');
        break;
      case 'function':
        if (token.key !== 'number' || token.param !== undefined) throw new Error(`{…, ${token.key}} is not supported`);
        take(token.arg, 'number');
        break;
      case 'plural':
      case 'selectordinal':
      case 'select':
        take(token.arg, token.type === 'select' ? 'string' : 'number');
        if (!token.cases.some((one) => one.key === 'other')) throw new Error(`{${token.arg}} has no case "other"`);
        for (const one of token.cases) collect(one.tokens, takes);
        break;
      case 'content':
      case 'octothorpe':
        break;
    }
  }
}

const constantOf = (namespace: string): string =>
  namespace.replaceAll(/-+(.)/g, (_all, letter: string) => letter.toUpperCase());
const interfaceOf = (namespace: string): string =>
  constantOf(namespace).replace(/^./, (letter) => letter.toUpperCase());
const propertyOf = (key: string): string => (identifier.test(key) ? key : quoted(key));
const quoted = (text: string): string => JSON.stringify(text);

function shapeOf(namespace: string, messages: Map<string, Message>): string {
  const lines = [...messages].map(([key, { takes }]) => {
    const fields = [...takes].map(([name, kind]) => `${name}: ${kind}`).join('; ');
    return `  readonly ${propertyOf(key)}: (${fields === '' ? '' : `args: { ${fields} }`}) => string;\n`;
  });
  return `export interface ${interfaceOf(namespace)} {\n${lines.join('')}}\n`;
}

function moduleOf(language: string, namespace: string, messages: Map<string, Message>): string {
  const used = new Set<'cardinal' | 'ordinal' | 'number'>();
  const lines = [...messages].map(([key, { tokens, takes }]) => {
    const body = expressionOf(tokens, takes, used, null);
    return `  ${propertyOf(key)}: (${takes.size === 0 ? '' : 'a'}) => ${body},\n`;
  });
  const made = {
    cardinal: `const cardinal = new Intl.PluralRules(${quoted(language)});\n`,
    ordinal: `const ordinal = new Intl.PluralRules(${quoted(language)}, { type: 'ordinal' });\n`,
    number: `const number = new Intl.NumberFormat(${quoted(language)});\n`,
  };
  const needs = [...used].toSorted().map((name) => made[name]);
  const type = interfaceOf(namespace);
  return [
    header,
    `import type { ${type} } from '../shape.ts';\n\n`,
    ...needs,
    needs.length > 0 ? '\n' : '',
    `export const ${constantOf(namespace)}: ${type} = {\n${lines.join('')}};\n`,
  ].join('');
}

type Used = Set<'cardinal' | 'ordinal' | 'number'>;

/** `hash` is the expression that `#` stands for inside a plural. */
function expressionOf(tokens: readonly Token[], takes: Arguments, used: Used, hash: string | null): string {
  const formatted = (expression: string): string => {
    used.add('number');
    return `number.format(${expression})`;
  };
  const parts = tokens.map((token): string => {
    switch (token.type) {
      case 'content':
        return quoted(token.value);
      case 'argument':
        return takes.get(token.arg) === 'number' ? formatted(`a.${token.arg}`) : `a.${token.arg}`;
      case 'function':
        return formatted(`a.${token.arg}`);
      case 'octothorpe':
        return hash === null ? quoted('#') : formatted(hash);
      case 'plural':
      case 'selectordinal':
      case 'select':
        return choiceOf(token, takes, used, hash);
    }
  });
  return parts.length === 0 ? '""' : parts.join(' + ');
}

function choiceOf(token: Select, takes: Arguments, used: Used, hash: string | null): string {
  const value = `a.${token.arg}`;
  const offset = token.pluralOffset ?? 0;
  const counted = offset === 0 ? value : `(${value} - ${offset})`;
  const inner = token.type === 'select' ? hash : counted;
  const rules = token.type === 'selectordinal' ? 'ordinal' : 'cardinal';
  const test = (key: string): string => {
    if (token.type === 'select') return `${value} === ${quoted(key)}`;
    if (key.startsWith('=')) return `${value} === ${Number(key.slice(1))}`;
    used.add(rules);
    return `${rules}.select(${counted}) === ${quoted(key)}`;
  };
  // An exact number (=0) goes before a category, wherever it is written.
  const cases = token.cases
    .filter((one) => one.key !== 'other')
    .toSorted((one, two) => Number(two.key.startsWith('=')) - Number(one.key.startsWith('=')));
  const other = token.cases.find((one) => one.key === 'other')?.tokens ?? [];
  const branches = cases.map((one) => `${test(one.key)} ? ${expressionOf(one.tokens, takes, used, inner)} : `);
  return `(${branches.join('')}${expressionOf(other, takes, used, inner)})`;
}
