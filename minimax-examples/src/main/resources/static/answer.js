import {button, copy, element, iconButton} from './dom.js';
import {showMarkdown} from './text.js';
import {ToolCard, spoken} from './tools.js';

const PATIENCE = 3000; // ms without a word from the server, after which the page says what it waits for

const ACTIONS = {
  retry: 'Try again',
  new: 'New conversation',
  edit: 'Edit the question',
  again: 'Ask again',
  reload: 'Reload the page',
};

/**
 * One answer of the desk on the page: thinking, tool calls, text, and how it ended.
 *
 * `handlers` has a function for each of the actions that an ending can offer, and `say` for screen readers. `awaited` names who answers.
 */
export class Answer {
  constructor(awaited, handlers) {
    this.awaited = awaited;
    this.handlers = handlers;
    this.parts = element('div.parts');
    this.ending = element('div.ending');
    this.patience = element('span.patience');
    this.waiting = element('p.waiting', element('span.dot'), element('span.dot'), element('span.dot'), this.patience);
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
    this.hear();
    clearInterval(this.clock);
    this.clock = setInterval(() => this.wait(), 250);
  }

  keepTools() {
    const last = [...this.parts.children].findLastIndex(part => part.classList.contains('kept'));
    [...this.parts.children].slice(last + 1).forEach(part => part.remove());
  }

  /** Notes that something has arrived. */
  hear() {
    this.heard = performance.now();
    this.patience.textContent = '';
  }

  wait() {
    const silence = performance.now() - this.heard;
    if (silence >= PATIENCE && !this.tools.size) {
      if (!this.patience.textContent) {
        this.handlers.say(`Waiting for ${this.awaited}.`); // once: counting seconds aloud helps nobody
      }
      this.patience.textContent = `waiting for ${this.awaited}… ${Math.floor(silence / 1000)} s`;
    }
  }

  /** Shows one event. Returns true for the last one. */
  show({name, data}) {
    this.hear();
    switch (name) {
      case 'thinking':
        this.addThinking(data.text);
        return false;
      case 'text':
        this.addText(data.text);
        return false;
      case 'tool-call':
        this.addToolCall(data);
        return false;
      case 'tool-result':
        this.addToolResult(data);
        return false;
      case 'done':
        this.done(data);
        return true;
      case 'failed':
        this.failed(data);
        return true;
      default:
        return false;
    }
  }

  /** Shows an answer of the stored conversation, which another tab may still be receiving. */
  replay(events, elsewhere) {
    this.parts.replaceChildren();
    this.begin();
    this.began = null;
    let ended = false;
    events.forEach(event => {
      ended = this.show(event) || ended;
    });
    if (elsewhere) {
      this.end();
      this.ending.append(element('p.note', 'Still being answered…'));
    } else if (!ended) {
      this.stopped('Interrupted.');
    }
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
      this.thinking.label.textContent = this.began === null ? 'Thoughts'
        : seconds < 1 ? 'Thought for a moment' : `Thought for ${seconds.toFixed(0)} s`;
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
      this.words += this.words ? '\n\n' : '';
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
        showMarkdown(text.container, text.words);
      } catch {
        text.container.replaceChildren(element('p', text.words)); // readable in any case
      }
      this.drawing = performance.now() - since;
    }
  }

  endText() {
    if (this.text) {
      this.draw(this.text);
      this.text = null;
    }
  }

  addToolCall(call) {
    this.endThinking();
    this.endText();
    const card = new ToolCard(call);
    this.parts.append(card.element);
    this.tools.set(call.id, card);
    this.handlers.say(`The desk uses the tool ${spoken(call.name)}.`);
  }

  addToolResult(result) {
    this.tools.get(result.id)?.result(result);
    this.tools.delete(result.id);
    [...this.parts.children].forEach(part => part.classList.add('kept'));
  }

  done({inputTokens, outputTokens, reasoningTokens, note}) {
    this.end();
    if (note) {
      this.ending.append(element('p.note', note));
    }
    const usage = element('p.usage');
    if (inputTokens || outputTokens) {
      usage.append(element('span', `${number(inputTokens)} tokens in`), element('span', `${number(outputTokens)} out`));
    }
    if (reasoningTokens) {
      usage.append(element('span', `${number(reasoningTokens)} of them thinking`));
    }
    if (this.began !== null) {
      usage.append(element('span', `${((performance.now() - this.began) / 1000).toFixed(1)} s`));
    }
    const copying = iconButton('copy', 'Copy the answer', 'copy', () => copy(this.words, copying));
    const again = iconButton('regenerate', 'Answer again', 'again', () => this.handlers.retry(this));
    this.ending.append(element('div.foot', element('div.tools', copying, again), usage));
  }

  /** Shows that the answer is incomplete, with a button to resume it. */
  stopped(words) {
    this.end();
    this.ending.append(element('p.note', `${words} `, this.action('retry')));
  }

  /** Shows what went wrong and what to do. */
  failed({problem, advice, details, actions}) {
    this.end();
    this.element.classList.add('failed');
    const box = element('div.error', element('p', element('strong', problem), ' ', advice));
    box.setAttribute('role', 'alert');
    if (details) {
      box.append(element('details', element('summary', 'Details'), element('p', details)));
    }
    const offered = actions.length ? actions : ['edit'];
    box.append(element('div.actions', ...offered.map(action => this.action(action))));
    this.ending.append(box);
  }

  action(name) {
    return button(name, ACTIONS[name], () => this.handlers[name](this));
  }

  /** After another question this one cannot be resumed, but asked anew. */
  passOn() {
    this.ending.querySelector('button.retry')?.replaceWith(this.action('again'));
  }

  end() {
    clearInterval(this.clock);
    this.patience.textContent = '';
    this.endThinking();
    this.endText();
    this.tools.forEach(card => card.end('interrupted'));
    this.tools.clear();
    this.ending.replaceChildren();
    this.element.classList.add('ended');
  }
}

function number(count) {
  return count.toLocaleString('en');
}
