import {Answer} from './answer.js';
import {events} from './events.js';
import {Images, picture} from './images.js';
import {element} from './markdown.js';

const $ = id => document.getElementById(id);
const scroller = $('scroll');
const log = $('conversation');
const question = $('question');

const UNREACHABLE = {
  problem: 'The travel desk is not responding.',
  advice: 'Check that the program is still running, then try again.',
  details: '',
  actions: ['retry'],
};

const REFUSED = {
  problem: 'The travel desk rejected this request.',
  advice: 'Reload the page and ask again.',
  details: '',
  actions: [],
};

let conversation = null; // its id, once there is one
let running = null; // the AbortController of the running answer
let atEnd = true;
let last = null; // the answer to the last question

const desk = await fetch('api/desk').then(response => response.json());
const images = new Images($('images'), desk.maxImages, showButtons);
$('model').textContent = desk.standIn ? `${desk.model}, served by a stand-in` : desk.model;
$('attach').hidden = !desk.seesImages;
$('examples').replaceChildren(...desk.examples.map(example => {
  const button = element('button', example);
  button.type = 'button';
  button.addEventListener('click', () => ask(example, []));
  return button;
}));
showButtons();
focusQuestion();
document.body.dataset.ready = 'true';

async function ask(text, pictures) {
  $('welcome').hidden = true;
  const own = element('article.own');
  own.setAttribute('aria-label', 'You');
  if (pictures.length) {
    own.append(element('div.pictures', ...pictures.map((url, index) => picture(url, `Your image ${index + 1}`))));
  }
  if (text) {
    own.append(element('p', text));
  }
  const answer = new Answer();
  last?.withdrawRetry();
  last = answer;
  log.append(own, answer.element);
  atEnd = true;
  follow();
  await run(answer, {id: crypto.getRandomValues(new Uint32Array(2)).join('-'), text, images: pictures});
}

/** Requests the answer and shows how it ends. */
async function run(answer, request) {
  const control = new AbortController();
  running = control;
  say('The desk is answering.');
  showButtons();
  const retry = () => {
    if (!running) {
      answer.begin();
      focusQuestion(); // the button that had the focus is gone
      run(answer, request); // the desk recognises the question by its id and resumes the answer
    }
  };
  let ended = false;
  try {
    conversation ??= (await post('conversations', {}, control.signal).then(response => response.json())).id;
    const response = await post(`conversations/${conversation}/questions`, request, control.signal);
    for await (const event of events(response)) {
      ended ||= show(answer, event, retry);
      follow();
    }
    if (!ended) {
      throw new Error('The answer is incomplete');
    }
  } catch (error) {
    if (!control.signal.aborted) {
      control.abort(); // the rest is not read
      answer.failed({...(error.refused ? REFUSED : UNREACHABLE), details: error.message}, {retry});
    } else if (running === control) {
      answer.stopped(retry);
      say('Stopped.');
    }
  } finally {
    if (running === control) {
      running = null;
      showButtons();
      follow();
    }
  }
}

/** Shows one event. Returns true for the last one. */
function show(answer, {name, data}, retry) {
  switch (name) {
    case 'thinking':
      answer.addThinking(data.text);
      return false;
    case 'text':
      answer.addText(data.text);
      return false;
    case 'tool-call':
      answer.addToolCall(data);
      say(`The desk uses the tool ${data.name}.`);
      return false;
    case 'tool-result':
      answer.addToolResult(data);
      return false;
    case 'done':
      answer.done(data);
      say(answer.words); // once, when it is complete: word by word, a screen reader would be unusable
      return true;
    case 'failed':
      answer.failed(data, {retry, new: startOver});
      return true;
    default:
      return false;
  }
}

async function post(path, body, signal) {
  const response = await fetch(`api/${path}`, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify(body),
    signal,
  });
  if (!response.ok) {
    throw Object.assign(new Error(`HTTP status ${response.status}`), {refused: response.status < 500});
  }
  return response;
}

/** Closes the connection, which also ends the call to the model. */
function stop() {
  running?.abort();
  focusQuestion();
}

function startOver() {
  const stopped = running;
  running = null;
  stopped?.abort();
  if (conversation) {
    fetch(`api/conversations/${conversation}`, {method: 'DELETE'}).catch(() => {}); // it expires anyway
  }
  conversation = null;
  last = null;
  log.replaceChildren();
  images.take();
  question.value = '';
  $('welcome').hidden = false;
  say('New conversation.');
  showButtons();
  focusQuestion();
}

function submit() {
  const text = question.value.trim();
  if (running || !text && !images.urls.length) {
    return;
  }
  question.value = '';
  $('problem').hidden = true;
  const pictures = images.take();
  ask(text, pictures);
  focusQuestion();
}

async function addImages(files) {
  const problem = await images.add(files);
  $('problem').hidden = !problem;
  $('problem').textContent = problem;
  focusQuestion();
}

function showButtons() {
  $('send').hidden = Boolean(running);
  $('stop').hidden = !running;
  $('send').disabled = !question.value.trim() && !images.urls.length;
  $('new').disabled = !log.childElementCount;
  document.body.classList.toggle('running', Boolean(running));
  question.style.height = 'auto';
  question.style.height = `${question.scrollHeight}px`;
}

function say(words) {
  $('status').textContent = words;
}

/** Focuses the question, except on touch screens, where the keyboard would cover the answer. */
function focusQuestion() {
  if (!matchMedia('(pointer: coarse)').matches) {
    question.focus();
  }
}

/** Stays at the end, unless the reader has scrolled up. */
function follow() {
  if (atEnd) {
    requestAnimationFrame(() => scroller.scrollTo(0, scroller.scrollHeight));
  }
}

scroller.addEventListener('scroll', () => {
  atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 60;
});
new ResizeObserver(follow).observe(log);
$('ask').addEventListener('submit', event => {
  event.preventDefault();
  submit();
});
question.addEventListener('input', showButtons);
question.addEventListener('keydown', event => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    submit();
  } else if ((event.key === 'PageUp' || event.key === 'PageDown') && !event.shiftKey && question.scrollHeight <= question.clientHeight) {
    event.preventDefault();
    scroller.scrollBy(0, (event.key === 'PageUp' ? -.85 : .85) * scroller.clientHeight);
  }
});
document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && running) {
    event.preventDefault();
    stop();
  }
});
$('stop').addEventListener('click', stop);
$('new').addEventListener('click', startOver);
$('attach').addEventListener('click', () => $('file').click());
$('file').addEventListener('change', async event => {
  await addImages([...event.target.files]);
  event.target.value = '';
});
question.addEventListener('paste', event => {
  const files = [...event.clipboardData.files].filter(file => file.type.startsWith('image/'));
  if (files.length && desk.seesImages) {
    event.preventDefault();
    addImages(files);
  }
});
