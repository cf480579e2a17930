const entities: Readonly<Record<string, string>> = Object.fromEntries([
  ...'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'
    .split(' ')
    .map((name, index) => [name, String.fromCharCode(160 + index)]),
  ...Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", hellip: '…', mdash: '—', ndash: '–' }),
  ...Object.entries({
    lsquo: '‘',
    rsquo: '’',
    sbquo: '‚',
    ldquo: '“',
    rdquo: '”',
    bdquo: '„',
    lsaquo: '‹',
    rsaquo: '›',
  }),
  ...Object.entries({ bull: '•', euro: '€', trade: '™', oelig: 'œ', OElig: 'Œ', scaron: 'š', Scaron: 'Š', Yuml: 'Ÿ' }),
  ...Object.entries({ ensp: ' ', emsp: ' ', thinsp: ' ', zwnj: '\u200c', zwj: '\u200d', lrm: '\u200e', rlm: '\u200f' }),
]) as Readonly<Record<string, string>>;

function decoded(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z][a-z0-9]{1,9}));?/giu,
    (whole, hex?: string, number?: string, name?: string) => {
      if (name !== undefined) return entities[name] ?? entities[name.toLowerCase()] ?? whole;
      const code = hex === undefined ? Number(number) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    },
  );
}

/** What is never read, with all that is in it. */
const skipped = new Set(['script', 'style', 'head', 'title', 'template', 'svg', 'object']);
const lines = new Set('div tr li dt dd section article header footer address figure form center fieldset'.split(' '));
const paragraphs = new Set('p h1 h2 h3 h4 h5 h6 ul ol dl table blockquote pre hr'.split(' '));

/** Where a link leads, if its text does not say it; never longer than a line or two. */
function leadsTo(tag: string): string {
  const at = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/iu.exec(tag);
  const address = decoded(at?.[1] ?? at?.[2] ?? at?.[3] ?? '').trim();
  return address.startsWith('#') || address.startsWith('cid:') ? '' : address.slice(0, 2000).replace(/^mailto:/iu, '');
}

const altOf = (tag: string): string => {
  const alt = /\salt\s*=\s*(?:"([^"]*)"|'([^']*)')/iu.exec(tag);
  return decoded(alt?.[1] ?? alt?.[2] ?? '').trim();
};

class Page {
  readonly #lines: string[] = [];
  #line = '';
  #depth = 0;
  #pre = 0;
  #links: { readonly to: string; readonly from: number; readonly line: number }[] = [];

  text(raw: string): void {
    const text = decoded(raw);
    if (this.#pre > 0) {
      const [first = '', ...rest] = text.split('\n');
      this.#line += first;
      for (const line of rest) {
        this.end(true);
        this.#line = line;
      }
      return;
    }
    const plain = text.replace(/[ \t\r\n\f]+/gu, ' ');
    this.#line += this.#line === '' || this.#line.endsWith(' ') ? plain.replace(/^ /u, '') : plain;
  }

  /** Ends the line that is being written; `blank`: even where nothing stands in it. */
  end(blank = false): void {
    const line = this.#line === '-- ' || this.#pre > 0 ? this.#line : this.#line.trimEnd();
    this.#line = '';
    if (line === '' && !blank) return;
    this.#lines.push(`${'> '.repeat(Math.min(this.#depth, 20))}${line}`);
  }

  #paragraph(): void {
    this.end();
    const last = this.#lines.at(-1);
    if (last !== undefined && last.replaceAll('> ', '') !== '') this.end(true);
  }

  tag(name: string, tag: string, closes: boolean): void {
    if (name === 'br') this.end(true);
    else if (name === 'a') this.#link(tag, closes);
    else if (name === 'img') this.#line += altOf(tag) === '' ? '' : `[${altOf(tag)}]`;
    else if (name === 'td' || name === 'th') this.#line += this.#line === '' || this.#line.endsWith(' ') ? '' : ' ';
    else if (paragraphs.has(name)) this.#paragraph();
    else if (lines.has(name)) this.end();
    if (name === 'li' && !closes) this.#line += '* ';
    if (name === 'blockquote') this.#depth = Math.max(0, this.#depth + (closes ? -1 : 1));
    if (name === 'pre') this.#pre = Math.max(0, this.#pre + (closes ? -1 : 1));
  }

  #link(tag: string, closes: boolean): void {
    if (!closes) {
      this.#links.push({ to: leadsTo(tag), from: this.#line.length, line: this.#lines.length });
      return;
    }
    const link = this.#links.pop();
    if (link === undefined || link.to === '') return;
    const shown = this.#lines.length === link.line ? this.#line.slice(link.from).trim() : '';
    const same =
      link.to.replace(/^https?:\/\//iu, '').replace(/\/$/u, '') ===
      shown.replace(/^https?:\/\//iu, '').replace(/\/$/u, '');
    if (!same) this.#line += `${this.#line.endsWith(' ') || this.#line === '' ? '' : ' '}<${link.to}>`;
  }

  get all(): string {
    this.end();
    return this.#lines.join('\n').replace(/^\n+/u, '').trimEnd();
  }
}

/** Reads from one end to the other once, however it is made: what is no tag is text. */
class Tags {
  readonly #missing = new Set<string>();
  readonly #html: string;
  readonly #lower: string;

  constructor(html: string) {
    this.#html = html;
    this.#lower = html.toLowerCase();
  }

  /** Like indexOf, and looks for what is not there only once. */
  find(what: string, from: number): number {
    if (this.#missing.has(what)) return -1;
    const at = this.#lower.indexOf(what, from);
    if (at < 0) this.#missing.add(what);
    return at;
  }

  get html(): string {
    return this.#html;
  }
}

/** The text of an HTML part: paragraphs, lists, quotes as `>`, links with their address. Nothing is fetched or run. */
export function textOfHtml(html: string): string {
  const page = new Page();
  const tags = new Tags(html);
  let at = 0;
  while (at < html.length) {
    const open = tags.find('<', at);
    if (open < 0) break;
    page.text(html.slice(at, open));
    if (html.startsWith('<!--', open)) {
      const end = tags.find('-->', open + 4);
      at = end < 0 ? open + 4 : end + 3;
      continue;
    }
    const name = /^<(\/?)([a-z][a-z0-9:]*)/iu.exec(html.slice(open, open + 40));
    const end = tags.find('>', open + 1);
    if (end < 0 || (name === null && !/[!?/]/u.test(html[open + 1] ?? ''))) {
      page.text('<');
      at = open + 1;
      continue;
    }
    at = end + 1;
    const kind = name?.[2]?.toLowerCase() ?? '';
    const closes = name?.[1] === '/';
    if (skipped.has(kind) && !closes) {
      const close = tags.find(`</${kind}`, at);
      if (close >= 0) at = close;
    } else if (kind !== '') page.tag(kind, html.slice(open, Math.min(end + 1, open + 10_000)), closes);
  }
  page.text(html.slice(at));
  return page.all;
}
