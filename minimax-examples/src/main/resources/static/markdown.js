const MAX_DEPTH = 20; // of nested quotes and lists
const MAX_CELL_LENGTH = 30; // of a cell on one line, in characters

/**
 * Converts the Markdown subset that models write to elements: paragraphs, headings, lists, tables, quotes, rules, code, bold, italics
 * and links. It creates text nodes only, never HTML, so nothing that a model writes can become markup. Whatever a model writes, the
 * time is linear and the depth is bounded.
 */
export function markdown(text, depth = 0) {
  const out = document.createDocumentFragment();
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  let at = 0;
  while (at < lines.length) {
    const line = lines[at];
    const fence = line.match(/^\s*(```+|~~~+)\s*([\w+-]*)/);
    const heading = line.match(/^(#{1,6})\s+(.*)/);
    if (!line.trim()) {
      at++;
    } else if (fence) {
      const code = [];
      for (at++; at < lines.length && !lines[at].trim().startsWith(fence[1]); at++) {
        code.push(lines[at]);
      }
      at++;
      out.append(element('pre', element('code', code.join('\n'))));
    } else if (heading) {
      out.append(element(`h${Math.min(heading[1].length + 2, 6)}`, ...inline(heading[2])));
      at++;
    } else if (isRule(line)) {
      out.append(element('hr'));
      at++;
    } else if (beginsTable(at)) {
      const rows = take(row => row.trim().startsWith('|')).map(cells);
      out.append(table(rows[0], rows.slice(2), inline));
    } else if (isQuote(line) && depth < MAX_DEPTH) {
      const quoted = take(isQuote).map(row => row.replace(/^\s*>\s?/, ''));
      out.append(element('blockquote', markdown(quoted.join('\n'), depth + 1)));
    } else if (item(line)) {
      out.append(list());
    } else {
      const words = [lines[at++]];
      while (at < lines.length && lines[at].trim() && !beginsBlock(at)) {
        words.push(lines[at++]);
      }
      out.append(element('p', ...inline(words.join('\n'))));
    }
  }
  return out;

  function take(belongs) {
    const taken = [];
    while (at < lines.length && belongs(lines[at])) {
      taken.push(lines[at++]);
    }
    return taken;
  }

  function beginsTable(index) {
    const next = (lines[index + 1] ?? '').trim();
    return isRow(lines[index].trim()) && isRow(next) && /^[\s:|-]+$/.test(next);
  }

  function beginsBlock(index) {
    const line = lines[index];
    return /^\s*(```|~~~|#{1,6}\s)/.test(line) || isQuote(line) && depth < MAX_DEPTH || item(line) || isRule(line) || beginsTable(index);
  }

  function list() {
    const first = item(lines[at]);
    const ordered = /\d/.test(first.mark);
    const made = element(ordered ? 'ol' : 'ul');
    if (ordered) {
      made.start = parseInt(first.mark, 10);
    }
    while (at < lines.length) {
      take(line => !line.trim());
      const next = at < lines.length && !isRule(lines[at]) && item(lines[at]);
      if (next && next.indent > first.indent + 1) {
        made.lastElementChild.append(list());
      } else if (next && next.indent >= first.indent && /\d/.test(next.mark) === ordered) {
        at++;
        const words = [next.text, ...take(line => isContinuation(line, next))];
        made.append(element('li', ...inline(words.map(word => word.trim()).join(' '))));
      } else {
        break;
      }
    }
    return made;
  }

  function isContinuation(line, {indent}) {
    return line.trim() && line.search(/\S/) > indent + 1 && !beginsBlock(at);
  }
}

function item(line) {
  const found = line.match(/^(\s*)([-*+]|\d{1,4}[.)])\s+(.*)/);
  return found && {indent: Math.min(found[1].length, 2 * MAX_DEPTH), mark: found[2], text: found[3]};
}

function isQuote(line) {
  return line.trimStart().startsWith('>');
}

function isRule(line) {
  return /^\s*([-*_])(\s*\1){2,}\s*$/.test(line);
}

function isRow(line) {
  return line.length > 1 && line.startsWith('|') && line.endsWith('|');
}

function cells(row) {
  return row.trim().replace(/^\||\|$/g, '').split(/(?<!\\)\|/).map(cell => cell.trim().replaceAll('\\|', '|'));
}

/** A table with a head; `content` converts the text of a cell. */
export function table(head, rows, content = text => [text]) {
  const row = (name, cells) => element('tr', ...cells.map(text =>
    element(text.length > MAX_CELL_LENGTH ? `${name}.long` : name, ...content(text))));
  const made = element('table',
    element('thead', row('th', head)), element('tbody', ...rows.map(cells => row('td', cells))));
  return element('div.table', made);
}

const LINK = /\[([^[\]\n]+)\]\((https?:\/\/[^\s)]{1,2000})\)/y;
const ADDRESS = /https?:\/\/[^\s<>"'`]+/y;

function inline(text, depth = 0) {
  const out = [];
  const starts = /`+|\*\*?|__?|\[|https?:\/\//g;
  const unclosed = new Set(); // marks that do not occur again
  let plainFrom = 0;
  for (let found = starts.exec(text); found; found = starts.exec(text)) {
    const piece = found[0].startsWith('[') ? link(found.index)
      : found[0].startsWith('h') ? address(found.index)
        : marked(found[0], found.index);
    if (piece) {
      out.push(text.slice(plainFrom, found.index), piece.made);
      plainFrom = starts.lastIndex = piece.end;
    }
  }
  out.push(text.slice(plainFrom));
  return out;

  function marked(mark, start) {
    const from = start + mark.length;
    const code = mark.startsWith('`');
    const underscores = mark.startsWith('_');
    if (unclosed.has(mark) || !code && !/\S/.test(text[from] ?? ' ') || underscores && /\w/.test(text[start - 1] ?? '')) {
      return null;
    }
    let close = text.indexOf(mark, from + 1);
    if (close < 0) {
      unclosed.add(mark);
      return null;
    }
    while (mark === '**' && text[close + 2] === '*') {
      close++;
    }
    const end = close + mark.length;
    const inner = text.slice(from, close);
    if (code) {
      return {made: element('code', inner), end};
    }
    if (/\s$/.test(inner.slice(-1)) || mark.length === 1 && inner.includes('\n') || underscores && /\w/.test(text[end] ?? '')) {
      return null;
    }
    return {made: element(mark.length === 2 ? 'strong' : 'em', ...(depth < 4 ? inline(inner, depth + 1) : [inner])), end};
  }

  function link(start) {
    LINK.lastIndex = start;
    const found = LINK.exec(text);
    return found && {made: anchor(found[1], found[2]), end: LINK.lastIndex};
  }

  function address(start) {
    ADDRESS.lastIndex = start;
    let end = start + (ADDRESS.exec(text)?.[0].length ?? 0);
    while (end > start && '.,;:!?)'.includes(text[end - 1])) {
      end--;
    }
    return end > start + 'https://'.length ? {made: anchor(text.slice(start, end), text.slice(start, end)), end} : null;
  }
}

function anchor(label, target) {
  const made = element('a', label);
  made.href = target;
  made.target = '_blank';
  made.rel = 'noopener noreferrer';
  return made;
}

/** Creates an element from a name such as `div.card.failed`, with these children; strings become text nodes. */
export function element(name, ...children) {
  const [tag, ...classes] = name.split('.');
  const made = document.createElement(tag);
  made.classList.add(...classes);
  made.append(...children);
  return made;
}
