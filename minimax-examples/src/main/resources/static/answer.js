import {element, markdown, table} from './markdown.js';

const TOOL_ICON = '⚙';

/** One answer of the desk on the page: thinking, tool calls, text, and how it ended. */
export class Answer {
  constructor() {
    this.parts = element('div.parts');
    this.ending = element('div.ending');
    this.waiting = element('p.waiting', element('span'), element('span'), element('span'));
    this.element = element('article.answer', this.parts, this.waiting, this.ending);
    this.element.setAttribute('aria-label', 'Travel desk');
    this.tools = new Map();
    this.drawing = 0; // duration of the last one, in ms
    this.begin();
  }

  /** Starts, or starts again. Rounds in which a tool has run are kept, as in the conversation. */
  begin() {
    this.keepTools();
    this.ending.replaceChildren();
    this.element.classList.remove('ended', 'failed');
    this.thinking = null;
    this.text = null;
    this.words = '';
    this.began = performance.now();
  }

  keepTools() {
    const last = [...this.parts.children].findLastIndex(part => part.classList.contains('kept'));
    [...this.parts.children].slice(last + 1).forEach(part => part.remove());
  }

  addThinking(delta) {
    if (!this.thinking) {
      const words = element('div.thoughts');
      const summary = element('summary', element('span', 'Thinking'));
      const fold = element('details.thinking.running', summary, words);
      this.parts.append(fold);
      this.text = null;
      this.thinking = {fold, words, label: summary.firstChild, since: performance.now()};
    }
    this.thinking.words.append(delta);
  }

  endThinking() {
    if (this.thinking) {
      const seconds = (performance.now() - this.thinking.since) / 1000;
      this.thinking.label.textContent = seconds < 1 ? 'Thought for a moment' : `Thought for ${seconds.toFixed(0)} s`;
      this.thinking.fold.classList.remove('running');
      this.thinking = null;
    }
  }

  addText(delta) {
    this.endThinking();
    if (!this.text) {
      const container = element('div.text');
      this.parts.append(container);
      this.text = {container, words: '', drawn: true};
      this.words += this.words ? '\n' : '';
    }
    this.words += delta;
    const text = this.text;
    text.words += delta;
    if (text.drawn) {
      text.drawn = false; // at most once a frame, however fast text arrives, and less often if drawing is slow
      setTimeout(() => requestAnimationFrame(() => this.draw(text)), this.drawing > 20 ? 4 * this.drawing : 0);
    }
  }

  draw(text) {
    if (!text.drawn) {
      const since = performance.now();
      text.drawn = true;
      try {
        text.container.replaceChildren(markdown(text.words));
      } catch {
        text.container.replaceChildren(element('p', text.words)); // readable in any case
      }
      this.drawing = performance.now() - since;
    }
  }

  addToolCall({id, name, arguments: json}) {
    this.endThinking();
    this.text = null;
    const state = element('span.state', 'running');
    const card = element('section.tool.running',
      element('h3', element('span.gear', TOOL_ICON), ' ', spoken(name), state),
      labelled('Arguments', value(json)));
    card.setAttribute('aria-label', `Tool ${spoken(name)}`);
    this.parts.append(card);
    this.tools.set(id, {card, state});
  }

  addToolResult({id, result, failed}) {
    const tool = this.tools.get(id);
    if (!tool) {
      return;
    }
    tool.card.append(labelled(failed ? 'Failure' : 'Result', value(result)));
    tool.card.classList.remove('running');
    tool.card.classList.toggle('failed', failed);
    tool.state.textContent = failed ? 'failed' : 'done';
    this.tools.delete(id);
    [...this.parts.children].forEach(part => part.classList.add('kept'));
  }

  done({inputTokens, outputTokens, reasoningTokens, note}) {
    this.end();
    const usage = element('p.usage');
    usage.append(element('span', `${number(inputTokens)} tokens in`), element('span', `${number(outputTokens)} out`));
    if (reasoningTokens) {
      usage.append(element('span', `${number(reasoningTokens)} of them thinking`));
    }
    usage.append(element('span', `${((performance.now() - this.began) / 1000).toFixed(1)} s`));
    if (note) {
      this.ending.append(element('p.note', note));
    }
    this.ending.append(usage);
  }

  /** Shows that the answer was stopped, with a button to resume it. */
  stopped(retry) {
    this.end();
    this.ending.append(element('p.note', 'Stopped. ', button('Try again', retry, 'retry')));
  }

  /** Shows what went wrong and what to do. */
  failed({problem, advice, details, actions}, handlers) {
    this.end();
    this.element.classList.add('failed');
    const box = element('div.error', element('p', element('strong', problem), ' ', advice));
    box.setAttribute('role', 'alert');
    if (details) {
      box.append(element('details', element('summary', 'Details'), element('p', details)));
    }
    const buttons = actions.filter(action => handlers[action]).map(action =>
      button(action === 'new' ? 'New conversation' : 'Try again', handlers[action], action));
    if (buttons.length) {
      box.append(element('div.actions', ...buttons));
    }
    this.ending.append(box);
  }

  /** Removes the retry button: after another question there is nothing to retry. */
  withdrawRetry() {
    this.ending.querySelector('button.retry')?.remove();
  }

  end() {
    this.endThinking();
    if (this.text) {
      this.draw(this.text);
    }
    this.tools.forEach(({card, state}) => {
      card.classList.remove('running');
      state.textContent = 'interrupted';
    });
    this.tools.clear();
    this.ending.replaceChildren();
    this.element.classList.add('ended');
  }
}

function button(label, action, name) {
  const made = element(`button.${name}`, label);
  made.type = 'button';
  made.addEventListener('click', action);
  return made;
}

/** `searchFlights` as `Search flights`. */
function spoken(name) {
  const words = name.replace(/[_-]+/g, ' ').replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase().trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function number(count) {
  return count.toLocaleString('en');
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
