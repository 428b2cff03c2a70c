/**
 * The little Markdown that models write, as elements: paragraphs, headings, lists, tables, quotes, code, bold, italics and links.
 * It makes text nodes only, never HTML, so nothing that a model writes can become markup.
 */
export function markdown(text) {
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
    } else if (/^\s*\|.*\|\s*$/.test(line) && /^\s*\|[\s:|-]+\|\s*$/.test(lines[at + 1] ?? '')) {
      const rows = take(row => /^\s*\|/.test(row)).map(cells);
      out.append(table(rows[0], rows.slice(2)));
    } else if (/^\s*>/.test(line)) {
      const quoted = take(row => /^\s*>/.test(row)).map(row => row.replace(/^\s*>\s?/, ''));
      out.append(element('blockquote', markdown(quoted.join('\n'))));
    } else if (item(line)) {
      out.append(list());
    } else {
      const words = [lines[at++]];
      while (at < lines.length && lines[at].trim() && !/^\s*(```|~~~|>|#{1,6}\s)/.test(lines[at]) && !item(lines[at])) {
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

  function list() {
    const first = item(lines[at]);
    const ordered = /\d/.test(first.mark);
    const made = element(ordered ? 'ol' : 'ul');
    if (ordered) {
      made.start = parseInt(first.mark, 10);
    }
    while (at < lines.length) {
      const next = item(lines[at]);
      if (!next || next.indent < first.indent) {
        break;
      }
      if (next.indent > first.indent + 1) {
        (made.lastElementChild ?? made).append(list());
      } else {
        at++;
        made.append(element('li', ...inline(next.text)));
      }
    }
    return made;
  }
}

function item(line) {
  const found = line.match(/^(\s*)([-*+]|\d{1,4}[.)])\s+(.*)/);
  return found && {indent: found[1].length, mark: found[2], text: found[3]};
}

function cells(row) {
  return row.trim().replace(/^\||\|$/g, '').split('|').map(cell => cell.trim());
}

/** A table with a head; cells are text. */
export function table(head, rows) {
  const made = element('table',
    element('thead', element('tr', ...head.map(cell => element('th', ...inline(cell))))),
    element('tbody', ...rows.map(row => element('tr', ...row.map(cell => element('td', ...inline(cell)))))));
  return element('div.table', made);
}

const INLINE = /(`+)(.+?)\1|\*\*(?=\S)(.+?)\*\*|\*(?=\S)([^*\n]+?)\*|\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)|(https?:\/\/[^\s<>"'`]+[^\s<>"'`.,;:!?)])/s;

function inline(text) {
  const found = INLINE.exec(text);
  if (!found) {
    return [text];
  }
  const [whole, , code, bold, italic, label, target, address] = found;
  let made;
  if (code !== undefined) {
    made = element('code', code);
  } else if (bold !== undefined) {
    made = element('strong', ...inline(bold));
  } else if (italic !== undefined) {
    made = element('em', ...inline(italic));
  } else {
    made = element('a', label ?? address);
    made.href = target ?? address;
    made.target = '_blank';
    made.rel = 'noopener noreferrer';
  }
  return [text.slice(0, found.index), made, ...inline(text.slice(found.index + whole.length))];
}

/** An element of a name such as `div.card.failed`, with these children; text stays text. */
export function element(name, ...children) {
  const [tag, ...classes] = name.split('.');
  const made = document.createElement(tag);
  made.classList.add(...classes);
  made.append(...children);
  return made;
}
