import {isLong} from './dom.js';

// markdown-it, DOMPurify and highlight.js are WebJars; index.html loads them
const {markdownit, DOMPurify, hljs} = window;

const MAX_DEPTH = 20; // of nested quotes and lists
const MAX_HIGHLIGHTED = 50_000; // characters of a block of code

// a model's links lead to the web, never to scripts, files or mails; its pictures would be requests to strangers
const markdown = markdownit({html: false, linkify: true}).disable('image');
markdown.validateLink = address => /^https?:\/\/[^/]/i.test(address);
markdown.linkify.set({fuzzyLink: false, fuzzyEmail: false});
// the parser's own look for addresses takes quadratic time on stars (CVE-2026-2327); the one afterwards is enough
markdown.inline.ruler.disable('linkify');
['mailto:', 'ftp:', '//'].forEach(schema => markdown.linkify.add(schema, null));

/** What is nested deeper than that becomes plain text. The parser would leave it out. */
const tokenize = markdown.block.tokenize;
markdown.block.tokenize = function (state, start, end) {
  if (state.level < MAX_DEPTH) {
    tokenize.call(this, state, start, end);
    return;
  }
  state.push('paragraph_open', 'p', 1);
  const rest = state.push('text_rest', '', 0);
  rest.content = state.getLines(start, end, state.blkIndent, false).replace(/^\s+/gm, '');
  state.push('paragraph_close', 'p', -1);
  state.line = end;
};
markdown.renderer.rules.text_rest = (tokens, at) => escaped(tokens[at].content);

markdown.core.ruler.push('page', ({tokens}) => tokens.forEach((token, at) => {
  switch (token.type) {
    case 'heading_open':
    case 'heading_close':
      token.tag = `h${Math.min(Number(token.tag.slice(1)) + 2, 6)}`; // the page has its own two levels above
      break;
    case 'th_open':
    case 'td_open':
      alignByClass(token, tokens[at + 1].content);
      break;
    case 'inline':
      token.children.filter(child => child.type === 'link_open').forEach(link => {
        link.attrSet('target', '_blank');
        link.attrSet('rel', 'noopener noreferrer');
      });
      if (tokens[at - 2]?.type === 'list_item_open') {
        markTask(tokens[at - 2], token);
      }
      break;
    default:
  }
}));

/** The page allows no style attributes. */
function alignByClass(cell, text) {
  const alignment = cell.attrGet('style')?.match(/left|center|right/)?.[0];
  const classes = [alignment && `align-${alignment}`, isLong(text) && 'long'].filter(Boolean);
  cell.attrs = classes.length ? [['class', classes.join(' ')]] : null;
}

/** `[ ]` and `[x]` at the beginning of a list item. */
function markTask(item, inline) {
  const first = inline.children[0];
  const mark = first?.type === 'text' && first.content.match(/^\[([ xX])\]\s/);
  if (mark) {
    first.content = first.content.slice(mark[0].length);
    const box = Object.assign(Object.create(Object.getPrototypeOf(first)), first, {type: 'task', content: mark[1].trim()});
    inline.children.unshift(box);
    item.attrJoin('class', 'task');
  }
}

markdown.renderer.rules.task = (tokens, at) => tokens[at].content
  ? '<input type="checkbox" disabled checked aria-label="done">'
  : '<input type="checkbox" disabled aria-label="open">';
markdown.renderer.rules.table_open = () => '<div class="table"><table>';
markdown.renderer.rules.table_close = () => '</table></div>';
markdown.renderer.rules.fence = (tokens, at) => codeBlock(tokens[at].content, tokens[at].info);
markdown.renderer.rules.code_block = (tokens, at) => codeBlock(tokens[at].content, '');

function codeBlock(code, info) {
  const name = info.trim().split(/\s+/)[0].toLowerCase();
  const language = name && hljs.getLanguage(name);
  const label = language ? language.name.split(',')[0] : name || 'Text';
  const shown = language && code.length < MAX_HIGHLIGHTED
    ? hljs.highlight(code, {language: name, ignoreIllegals: true}).value
    : escaped(code);
  return `<div class="code"><div class="bar"><span class="language">${escaped(label)}</span>`
    + '<button type="button" class="copy" aria-label="Copy the code">Copy</button></div>'
    + `<pre tabindex="0"><code>${shown}</code></pre></div>`;
}

function escaped(text) {
  return markdown.utils.escapeHtml(text);
}

/** What remains of the HTML, whatever the libraries made of a model's text. */
const ALLOWED = {
  ALLOWED_TAGS: ['a', 'blockquote', 'br', 'button', 'code', 'div', 'em', 'h3', 'h4', 'h5', 'h6', 'hr', 'input', 'li', 'ol',
    'p', 'pre', 's', 'span', 'strong', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'],
  ALLOWED_ATTR: ['aria-label', 'checked', 'class', 'disabled', 'href', 'rel', 'start', 'tabindex', 'target', 'type'],
  ALLOW_ARIA_ATTR: false,
  ALLOW_DATA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
};

/**
 * Shows a model's Markdown in an element. What it shows already and has not changed stays as it is, with what the reader has selected or
 * scrolled there.
 */
export function showMarkdown(container, text) {
  const made = [...DOMPurify.sanitize(markdown.render(text), ALLOWED).childNodes];
  const shown = [...container.childNodes];
  let same = 0;
  while (same < shown.length && same < made.length && shown[same].isEqualNode(made[same])) {
    same++;
  }
  shown.slice(same).forEach(node => node.remove());
  container.append(...made.slice(same));
}
