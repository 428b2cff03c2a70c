import {Answer} from './answer.js';
import {call, read} from './api.js';
import {Composer} from './composer.js';
import {button, copy} from './dom.js';
import {events} from './events.js';
import {Question} from './question.js';
import {Follower} from './scroll.js';
import {Side} from './side.js';

const $ = id => document.getElementById(id);
const log = $('conversation');
const ADDRESS = /^#c=([\w-]+)$/;
const PAGE = newId(); // tells the desk which tab asks
const LOOK_AGAIN = 1000; // ms, while another tab is being answered

const UNREACHABLE = {
  problem: 'The travel desk is not responding.',
  advice: 'Check that the program is still running, then try again.',
  actions: ['retry'],
};

const REFUSED = {
  problem: 'The travel desk rejected this request.',
  advice: 'Reload the page and ask again.',
  actions: ['reload'],
};

let conversation = null; // its id, once there is one
let running = null; // the AbortController of the running answer
let turns = []; // each a question with its answer
let opening = null; // the conversation that is being read
let visit = 0; // grows whenever the page leaves what it shows
let next = 0; // the timer of the next look at an answer of another tab

const desk = await read('desk');
const follower = new Follower($('scroll'), log, $('jump'));
const composer = new Composer(desk, {send: ask, stop, scroller: $('scroll'), resized: () => follower.settle()});
const side = new Side({open: id => show(id), deleted, say});

$('model').textContent = desk.standIn ? `${desk.model}, served by a stand-in` : desk.model;
$('note').textContent = desk.note;
$('note').hidden = !desk.note;
$('examples').replaceChildren(...desk.examples.map(example => button('example', example, () => ask(example, []))));
$('new').addEventListener('click', startOver);
document.querySelectorAll('[name=theme]').forEach(choice => {
  choice.checked = choice.value === window.theme.get();
  choice.addEventListener('change', () => window.theme.set(choice.value));
});
document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && running) {
    event.preventDefault();
    stop();
  }
});
document.querySelector('.skip').addEventListener('click', event => {
  event.preventDefault(); // the address keeps the conversation
  $('question').focus();
});
log.addEventListener('click', event => {
  const pressed = event.target.closest('.code .copy');
  if (pressed) {
    copy(pressed.closest('.code').querySelector('code').textContent, pressed);
  }
});
addEventListener('popstate', route);
addEventListener('focus', look);
document.addEventListener('visibilitychange', look);
await Promise.all([side.refresh(), route()]);
composer.focus();
document.body.dataset.ready = 'true';

/** Shows the conversation that the address names, or an empty one. */
async function route() {
  const id = location.hash.match(ADDRESS)?.[1] ?? null;
  if (id !== conversation || !id) {
    await show(id);
  }
}

/** Shows a stored conversation, or without an id an empty one. */
async function show(id) {
  if (leave()) {
    side.refresh();
  }
  conversation = id;
  setAddress();
  side.settle();
  $('welcome').hidden = Boolean(id);
  if (id) {
    opening = open(id, visit);
    await opening;
  }
  showState();
  composer.focus();
}

async function open(id, current) {
  try {
    const stored = await read(`conversations/${id}`);
    if (visit === current) {
      merge(stored);
      follower.toEnd();
    }
  } catch (error) {
    if (visit === current) {
      conversation = null;
      setAddress();
      warn(error.status === 404 ? 'This conversation no longer exists.' : 'This conversation cannot be read.');
    }
  }
}

/** Leaves the conversation. Returns whether an answer was still running, which is stopped. */
function leave() {
  const stopped = running;
  running = null;
  visit++;
  clearTimeout(next);
  stopped?.abort();
  turns.forEach(turn => turn.answer.end());
  turns = [];
  log.replaceChildren();
  composer.clear();
  return Boolean(stopped);
}

function startOver() {
  show(null);
  say('New conversation.');
}

function deleted(id) {
  if (id === conversation) {
    show(null);
  }
}

function setAddress() {
  const address = conversation ? `#c=${conversation}` : location.pathname;
  if (location.hash !== (conversation ? address : '')) {
    history.pushState(null, '', address);
  }
}

async function ask(text, images, replaces = []) {
  const current = visit;
  await opening; // the question comes after what is being read
  if (visit !== current) {
    return; // the reader has gone elsewhere meanwhile
  }
  const turn = addTurn({id: newId(), text, images, replaces});
  follower.toEnd();
  await run(turn);
}

/** Adds a turn after the last one, or before another one. */
function addTurn(request, following) {
  if (!following) {
    turns.at(-1)?.answer.passOn();
  }
  const turn = {request};
  turn.question = new Question(request, text => replace(turn, text));
  turn.answer = new Answer(desk.standIn ? 'the stand-in' : 'MiniMax', {
    retry: () => retry(turn),
    again: () => {
      if (!running) {
        ask(request.text, request.images);
      }
    },
    edit: () => turn.question.edit(),
    new: startOver,
    reload: () => location.reload(),
    say,
  });
  turns.splice(following ? turns.indexOf(following) : turns.length, 0, turn);
  [turn.question.element, turn.answer.element].forEach(part => log.insertBefore(part, following?.question.element ?? null));
  showState();
  return turn;
}

/**
 * Asks again with another text. What followed the first question is gone, here and at the desk: the reader sees it before, even if another
 * tab has asked it meanwhile.
 */
async function replace(turn, text) {
  if (!running) { // while this tab is answered, no other one can ask
    await catchUp();
  }
  if (!turns.includes(turn) || !turn.question.editing) {
    return; // sent twice, cancelled, or the reader has gone elsewhere
  }
  if (turn.news) {
    turn.news = false;
    turn.question.hint('Another tab has asked more questions. They are shown below now; Send replaces them, too.');
    return;
  }
  const stopped = running;
  running = null;
  stopped?.abort();
  const dropped = turns.slice(turns.indexOf(turn));
  dropped.forEach(remove);
  ask(text, turn.request.images, dropped.flatMap(({request}) => [request.id, ...request.replaces]));
  composer.focus();
}

function remove(turn) {
  turns.splice(turns.indexOf(turn), 1);
  turn.answer.end();
  turn.question.element.remove();
  turn.answer.element.remove();
}

/** Sends the same question again: the desk recognises it by its id, and resumes the answer or writes another one. */
function retry(turn) {
  if (!running) {
    turn.answer.begin();
    composer.focus(); // the button that had the focus is gone
    run(turn);
  }
}

/** Looks for what other tabs have done, when the reader comes back to this one or watches an answer of another one. */
function look() {
  clearTimeout(next);
  if (document.visibilityState === 'visible' && running) {
    next = setTimeout(look, LOOK_AGAIN);
  } else if (document.visibilityState === 'visible') {
    catchUp();
    side.refresh();
  }
}

/** Shows what other tabs have asked meanwhile, before the question that this one is about to send. */
async function catchUp(mine = null, asking = null) {
  const current = visit;
  await opening;
  const stored = conversation // if it cannot be read, a question will fail, too
    && await read(`conversations/${conversation}`, mine?.signal).catch(() => null);
  if (!stored || visit !== current || running !== mine) {
    return;
  }
  const ids = stored.turns.map(({id}) => id);
  if (ids.includes(asking?.request.id) && ids.at(-1) !== asking.request.id) {
    asking.request = {...asking.request, id: newId()}; // others have followed: it is asked once more, after them
    asking.kept = false;
  }
  merge(stored);
}

/** Makes the turns those that the desk has, followed by those that it has not received. */
function merge({turns: stored, answering}) {
  const ids = stored.map(({id}) => id);
  turns.filter(turn => turn.kept && !ids.includes(turn.request.id) && !turn.question.editing).forEach(remove);
  let at = 0;
  stored.forEach(({events: told, ...request}, index) => {
    if (turns.some(turn => turn.request.replaces.includes(request.id))) {
      return; // it is gone when that question arrives
    }
    const known = turns.findIndex((turn, place) => place >= at && turn.request.id === request.id);
    const turn = known < 0 ? addTurn({...request, replaces: []}, turns[at]) : turns[known];
    if (known < 0) {
      turns.slice(0, at).filter(before => before.question.editing).forEach(before => {
        before.news = true;
      });
    }
    const elsewhere = answering && index === stored.length - 1;
    const state = JSON.stringify([told, elsewhere]);
    if (known < 0 || turn.state && turn.state !== state) {
      turn.state = state;
      turn.answer.replay(told, elsewhere);
    }
    turn.kept = true;
    at = turns.indexOf(turn) + 1;
  });
  turns.slice(0, -1).forEach(({answer}) => answer.passOn());
  if (answering) {
    clearTimeout(next);
    next = setTimeout(look, LOOK_AGAIN);
  }
  showState();
}

/** Requests the answer and shows how it ends. */
async function run(turn) {
  const {answer} = turn;
  const control = new AbortController();
  running = control;
  say('The desk is answering.');
  showState();
  let ended = false;
  turn.state = null; // this tab sees more of it than is stored
  try {
    if (conversation) {
      await catchUp(control, turn);
    } else {
      conversation = (await call('POST', 'conversations', {}, control.signal).then(response => response.json())).id;
      setAddress();
      side.mark(conversation);
    }
    const response = await call('POST', `conversations/${conversation}/questions`, {...turn.request, page: PAGE}, control.signal);
    if (turns.length === 1) {
      side.refresh(); // it is listed as soon as it has a question
    }
    for await (const event of events(response)) {
      turn.kept ||= event.name !== 'failed';
      ended ||= answer.show(event);
      if (event.name === 'done') {
        say(answer.words); // once, when it is complete: word by word, a screen reader would be unusable
      }
    }
    if (!ended) {
      throw new Error('The answer is incomplete');
    }
  } catch (error) {
    if (!control.signal.aborted) {
      control.abort(); // the rest is not read
      answer.failed({...(error.refused ? REFUSED : UNREACHABLE), details: error.message});
    } else if (running === control) {
      answer.stopped('Stopped.');
      say('Stopped.');
    }
  } finally {
    if (running === control) {
      running = null;
      showState();
      side.refresh();
    }
  }
}

/** Closes the connection, which also ends the call to the model. */
function stop() {
  running?.abort();
  composer.focus();
}

function newId() {
  return crypto.getRandomValues(new Uint32Array(2)).join('-');
}

function showState() {
  const empty = !turns.length;
  $('welcome').hidden = !empty;
  $('new').disabled = empty;
  $('question').placeholder = empty ? 'Where to?' : 'Ask the travel desk';
  document.body.classList.toggle('running', Boolean(running));
  composer.showRunning(Boolean(running));
  side.mark(conversation);
}

function warn(problem) {
  $('problem').hidden = false;
  $('problem').textContent = problem;
}

function say(words) {
  $('status').textContent = words;
}
