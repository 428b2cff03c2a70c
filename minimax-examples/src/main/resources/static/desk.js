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
document.addEventListener('visibilitychange', lookAgain);
addEventListener('focus', lookAgain);
await Promise.all([side.refresh(), route()]);
composer.focus();
document.body.dataset.ready = 'true';

/** The reader comes back to this tab, maybe from another one of the same conversation. */
async function lookAgain() {
  if (document.visibilityState === 'visible' && !running && conversation) {
    await opening;
    await showMissed();
    side.refresh();
  }
}

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
      stored.turns.forEach(({events: told, ...request}) => tell(addTurn({...request, replaces: []}), told));
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
function addTurn(request, next) {
  turns.at(-1)?.answer.passOn();
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
  turns.splice(next ? turns.indexOf(next) : turns.length, 0, turn);
  [turn.question.element, turn.answer.element].forEach(part => log.insertBefore(part, next?.question.element ?? null));
  showState();
  return turn;
}

/**
 * Asks again with another text. What followed the first question is gone, here and at the desk; but what another tab has asked meanwhile,
 * the reader sees first.
 */
async function replace(turn, text) {
  const current = visit;
  const missed = await showMissed();
  if (visit !== current || !turns.includes(turn)) {
    return; // the reader has gone elsewhere, or has sent it already
  }
  if (missed) {
    turn.question.warn('Another tab has asked more questions. They are shown below now; Send replaces them, too.');
    return;
  }
  const stopped = running;
  running = null;
  stopped?.abort();
  const dropped = turns.slice(turns.indexOf(turn));
  remove(dropped);
  ask(text, turn.request.images, dropped.flatMap(({request}) => [request.id, ...request.replaces]));
  composer.focus();
}

function remove(dropped) {
  turns = turns.filter(turn => !dropped.includes(turn));
  dropped.forEach(({question, answer}) => {
    answer.end();
    question.element.remove();
    answer.element.remove();
  });
}

/** Sends the same question again: the desk recognises it by its id, and resumes the answer or writes another one. */
function retry(turn) {
  if (!running) {
    turn.answer.begin();
    composer.focus(); // the button that had the focus is gone
    run(turn, signal => catchUp(turn, signal));
  }
}

/** Before a question that is sent again, and so comes last. */
async function catchUp(turn, signal) {
  if (!turn.request.replaces.length) { // otherwise it drops what followed
    await showMissed(turn, signal);
  }
}

/**
 * Shows what another tab has asked in this conversation, where it stands there or before a turn of this tab, and returns how many questions
 * are new here.
 */
async function showMissed(before, signal) {
  const current = visit;
  const stored = conversation && await read(`conversations/${conversation}`, signal).catch(() => null); // what is asked next fails, too
  if (visit !== current || !stored || signal?.aborted) {
    return 0;
  }
  const kept = stored.turns.map(({id}) => id);
  remove(turns.filter(turn => turn.kept && !kept.includes(turn.request.id))); // replaced in the other tab
  let missed = 0;
  let place = 0;
  for (const {events: told, ...request} of stored.turns) {
    const index = turns.findIndex(({request: {id}}) => id === request.id);
    if (index < 0) {
      const turn = addTurn({...request, replaces: []}, before ?? turns[place]);
      tell(turn, told);
      missed++;
      place = turns.indexOf(turn) + 1;
    } else {
      place = index + 1;
      if ((turns[index].told ?? told.length) !== told.length) { // it was being answered when it was read
        turns[index].answer.begin();
        tell(turns[index], told);
      }
    }
  }
  turns.slice(0, -1).forEach(({answer}) => answer.passOn());
  return missed;
}

/** Shows the answer of a turn that another tab has asked, or this one before it was loaded. */
function tell(turn, told) {
  turn.kept = true;
  turn.told = told.length;
  turn.answer.replay(told);
}

/** Requests the answer and shows how it ends. */
async function run(turn, before = () => {}) {
  const {request, answer} = turn;
  const control = new AbortController();
  running = control;
  say('The desk is answering.');
  showState();
  let ended = false;
  try {
    if (!conversation) {
      conversation = (await call('POST', 'conversations', {}, control.signal).then(response => response.json())).id;
      setAddress();
      side.mark(conversation);
    }
    await before(control.signal);
    const response = await call('POST', `conversations/${conversation}/questions`, {...request, page: PAGE}, control.signal);
    if (turns.length === 1) {
      side.refresh(); // it is listed as soon as it has a question
    }
    for await (const event of events(response)) {
      ended ||= answer.show(event);
      if (event.name === 'done') {
        turn.kept = true;
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
