import {Images} from './images.js';

const $ = id => document.getElementById(id);
const question = $('question');

/** The field at the bottom: a question with its images, by keys, from the clipboard, from a dialogue, or dropped on the page. */
export class Composer {
  constructor(desk, {send, stop, scroller, resized}) {
    this.desk = desk;
    this.send = send;
    this.resized = resized;
    this.running = false;
    this.images = new Images($('images'), desk.maxImages, () => this.show());
    $('attach').hidden = !desk.seesImages;
    $('ask').addEventListener('submit', event => {
      event.preventDefault();
      this.submit();
    });
    $('stop').addEventListener('click', stop);
    $('attach').addEventListener('click', () => $('file').click());
    $('file').addEventListener('change', async event => {
      await this.addImages([...event.target.files]);
      event.target.value = '';
    });
    question.addEventListener('input', () => this.show());
    question.addEventListener('keydown', event => this.key(event, scroller));
    question.addEventListener('paste', event => {
      const files = [...event.clipboardData.files].filter(isImage);
      if (files.length && desk.seesImages) {
        event.preventDefault();
        this.addImages(files);
      }
    });
    this.acceptDrops();
    this.show();
  }

  key(event, scroller) {
    const page = {PageUp: -.85, PageDown: .85}[event.key];
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.submit();
    } else if (page && !event.shiftKey && question.scrollHeight <= question.clientHeight) {
      event.preventDefault();
      scroller.scrollBy(0, page * scroller.clientHeight);
    }
  }

  /** A file that is dropped beside the field must not replace the page either. */
  acceptDrops() {
    let inside = 0; // entered elements that were not left
    const files = event => event.dataTransfer?.types.includes('Files');
    const over = shown => {
      inside = shown ? inside : 0;
      $('drop').hidden = !shown;
    };
    document.addEventListener('dragenter', event => {
      if (files(event)) {
        inside++;
        over(true);
      }
    });
    document.addEventListener('dragleave', event => {
      if (files(event) && --inside <= 0) {
        over(false);
      }
    });
    document.addEventListener('dragover', event => {
      if (files(event)) {
        event.preventDefault();
      }
    });
    document.addEventListener('drop', event => {
      if (files(event)) {
        event.preventDefault();
        over(false);
        this.addImages([...event.dataTransfer.files]);
      }
    });
  }

  async addImages(files) {
    const problem = this.desk.seesImages ? await this.images.add(files) : 'This model does not see images.';
    $('problem').hidden = !problem;
    $('problem').textContent = problem;
    this.focus();
  }

  submit() {
    const text = question.value.trim();
    if (this.running || !text && !this.images.urls.length) {
      return;
    }
    question.value = '';
    $('problem').hidden = true;
    this.send(text, this.images.take());
    this.focus();
  }

  clear() {
    question.value = '';
    $('problem').hidden = true;
    this.images.take();
  }

  /** Shows the button to stop the answer instead of the one to send. */
  showRunning(running) {
    this.running = running;
    this.show();
  }

  show() {
    $('send').hidden = this.running;
    $('stop').hidden = !this.running;
    $('send').disabled = !question.value.trim() && !this.images.urls.length;
    question.style.height = 'auto';
    question.style.height = `${question.scrollHeight}px`;
    this.resized();
  }

  /** Focuses the question, except on touch screens, where the keyboard would cover the answer. */
  focus() {
    if (!matchMedia('(pointer: coarse)').matches) {
      question.focus();
    }
  }
}

function isImage(file) {
  return file.type.startsWith('image/');
}
