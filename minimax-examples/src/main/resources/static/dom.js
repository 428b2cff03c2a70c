const SVG = 'http://www.w3.org/2000/svg';

/** Creates an element from a name such as `div.card.failed`, with these children; strings become text nodes. */
export function element(name, ...children) {
  const [tag, ...classes] = name.split('.');
  const made = document.createElement(tag);
  made.classList.add(...classes);
  made.append(...children);
  return made;
}

/** A button with these words. `name` is its class. */
export function button(name, label, action) {
  const made = element(`button.${name}`, label);
  made.type = 'button';
  made.addEventListener('click', action);
  return made;
}

/** A button with a symbol of index.html, and a name that is read and shown on hovering. */
export function iconButton(name, label, symbol, action) {
  const made = button(name, icon(symbol), action);
  made.classList.add('small');
  made.title = label;
  made.setAttribute('aria-label', label);
  return made;
}

export function icon(symbol) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('viewBox', '0 0 20 20');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#${symbol}`);
  svg.append(use);
  return svg;
}

/** A table with a head, of plain text. */
export function table(head, rows) {
  const row = (name, cells) => element('tr', ...cells.map(text => element(isLong(text) ? `${name}.long` : name, text)));
  const made = element('table',
    element('thead', row('th', head)), element('tbody', ...rows.map(cells => row('td', cells))));
  return element('div.table', made);
}

/** Whether a cell is too long to stay on one line. */
export function isLong(text) {
  return text.length > 30;
}

/** Copies text and says so on the button for a while. */
export async function copy(text, pressed) {
  let done = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    done = false;
  }
  pressed.dataset.copied = done ? 'Copied' : 'Not allowed';
  document.getElementById('status').textContent = done ? 'Copied.' : 'The browser does not allow copying.';
  setTimeout(() => delete pressed.dataset.copied, 2000);
}
