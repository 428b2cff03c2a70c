import {element, icon, table} from './dom.js';

const MAX_GIST = 120; // characters

/** A tool call on the page: open while it runs, one line when it is done, unless the reader has opened or closed it. */
export class ToolCard {
  constructor({name, arguments: json}) {
    this.state = element('span.state', 'running');
    this.json = json;
    this.gist = element('span.gist', gist(json));
    const summary = element('summary', icon('gear'), element('span.name', spoken(name)), this.gist, this.state);
    this.element = element('details.tool.running', summary, labelled('Arguments', value(json)));
    this.element.setAttribute('aria-label', `Tool ${spoken(name)}`);
    this.element.open = true;
    this.touched = false;
    summary.addEventListener('click', () => {
      this.touched = true;
    });
  }

  result({result, failed}) {
    this.element.append(labelled(failed ? 'Failure' : 'Result', value(result)));
    this.element.classList.toggle('failed', failed);
    const found = gist(result, this.json);
    if (found) {
      this.gist.append(element('span.arrow', ' → '), found);
    }
    this.end(failed ? 'failed' : 'done');
  }

  end(state) {
    this.element.classList.remove('running');
    this.state.textContent = state;
    if (!this.touched) {
      this.element.open = false;
    }
  }
}

/** `searchFlights` as `Search flights`. */
export function spoken(name) {
  const words = name.replace(/[_-]+/g, ' ').replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase().trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** JSON in a few words: the values of an object which are not those of another one, the number of entries of a list. */
function gist(json, other = '{}') {
  const parsed = parseOrText(json);
  const known = Object.values(parseOrText(other) ?? {}).map(plain);
  const words = Array.isArray(parsed) ? `${parsed.length} ${parsed.length === 1 ? 'result' : 'results'}`
    : isFlat(parsed) ? Object.values(parsed).map(plain).filter(one => !known.includes(one)).join(', ')
      : typeof parsed === 'object' && parsed !== null && !isNumber(parsed) ? '…' : plain(parsed);
  return words.length > MAX_GIST ? `${words.slice(0, MAX_GIST)}…` : words;
}

function labelled(label, content) {
  return element('div.part', element('h4', label), content);
}

/** Displays JSON for people: objects as a list of names and values, lists of objects as a table, anything else unchanged. */
function value(json) {
  let parsed;
  try {
    parsed = parse(json);
  } catch {
    return element('p.plain', json);
  }
  if (Array.isArray(parsed) && parsed.length && parsed.every(isFlat)) {
    const head = [...new Set(parsed.flatMap(Object.keys))];
    return table(head.map(spoken), parsed.map(row => head.map(name => plain(row[name]))));
  }
  if (isFlat(parsed)) {
    const entries = Object.entries(parsed);
    return entries.length
      ? element('dl', ...entries.map(([name, one]) => element('div', element('dt', spoken(name)), element('dd', plain(one)))))
      : element('p.plain.none', 'none');
  }
  if (Array.isArray(parsed) && !parsed.length) {
    return element('p.plain.none', 'nothing');
  }
  return typeof parsed === 'object' && parsed !== null && !isNumber(parsed)
    ? element('pre', element('code', JSON.stringify(parsed, null, 2)))
    : element('p.plain', plain(parsed));
}

function parseOrText(json) {
  try {
    return parse(json);
  } catch {
    return json;
  }
}

/** Keeps numbers as they are written: JavaScript would round long ones. */
function parse(json) {
  if (!JSON.rawJSON && /\d{16}/.test(json)) {
    throw new SyntaxError('This browser would round the numbers');
  }
  return JSON.parse(json, (key, one, context) =>
    typeof one === 'number' && JSON.rawJSON ? JSON.rawJSON(context.source) : one);
}

function isNumber(one) {
  return Boolean(JSON.isRawJSON?.(one));
}

function isFlat(one) {
  return typeof one === 'object' && one !== null && !Array.isArray(one) && !isNumber(one)
    && Object.values(one).every(field => typeof field !== 'object' || field === null || isNumber(field));
}

function plain(one) {
  if (isNumber(one)) {
    return one.rawJSON;
  }
  return one === null || one === undefined ? '–' : String(one);
}
