// Just enough XML for playlists, in workers too, where browsers have no parser. Entities that a document declares are never expanded: that is how XML is made to fill memory.

/** Paths are names from the root, without prefixes: `/playlist/trackList/track`. */
export interface XmlListener {
  open(path: string): void;
  /** All text directly inside one element, references resolved. */
  text(path: string, value: string): void;
  close(path: string): void;
}

/** A comment, a CDATA section, a declaration with or without an inner part, an instruction, a tag; or text up to the next one. */
const TOKEN = /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<!DOCTYPE[^[>]*(?:\[[\s\S]*?\]\s*)?>|<\?[\s\S]*?\?>|<(\/?)([^\s/>]+)((?:"[^"]*"|'[^']*'|[^"'>])*?)(\/?)>|([^<]+)|</gu;
const MOST_DEPTH = 64;

/** Broken documents are read as far as they make sense. */
export function readXml(document: string, listener: XmlListener): void {
  const open: { readonly path: string; text: string }[] = [];
  const close = () => {
    const element = open.pop();
    if (!element) return;
    listener.text(element.path, element.text);
    listener.close(element.path);
  };
  for (const [, cdata, slash, name, , selfClosing, text] of document.matchAll(TOKEN)) {
    const inside = open.at(-1);
    if (inside && cdata !== undefined) inside.text += cdata;
    else if (inside && text !== undefined) inside.text += resolved(text);
    else if (name !== undefined && slash === '/') {
      const wanted = open.findLastIndex(({ path }) => path.endsWith(`/${localName(name)}`));
      while (wanted >= 0 && open.length > wanted) close();
    } else if (name !== undefined && open.length < MOST_DEPTH) {
      open.push({ path: `${inside?.path ?? ''}/${localName(name)}`, text: '' });
      listener.open((open.at(-1) as (typeof open)[number]).path);
      if (selfClosing === '/') close();
    }
  }
  while (open.length > 0) close();
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'' };

function resolved(text: string): string {
  return text.replaceAll(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{1,8}));/giu, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
