import {button, copy, element, iconButton} from './dom.js';
import {picture} from './images.js';

/** A question on the page, which can be edited and sent again. `resend` takes the edited text. */
export class Question {
  constructor(request, resend) {
    this.request = request;
    this.resend = resend;
    this.element = element('article.own');
    this.element.setAttribute('aria-label', 'You');
    this.show();
  }

  show() {
    const {text, images} = this.request;
    this.element.classList.remove('editing');
    this.element.replaceChildren();
    if (images.length) {
      this.element.append(this.pictures());
    }
    if (text) {
      this.element.append(element('p', text));
    }
    const copying = iconButton('copy', 'Copy the question', 'copy', () => copy(text, copying));
    this.element.append(element('div.tools', copying, iconButton('edit', 'Edit the question', 'edit', () => this.edit())));
  }

  get editing() {
    return this.element.classList.contains('editing');
  }

  /** Says what sending the edited question does. */
  hint(words) {
    this.element.querySelector('.hint').textContent = words;
  }

  pictures() {
    return element('div.pictures', ...this.request.images.map((url, index) => picture(url, `Your image ${index + 1}`)));
  }

  edit() {
    const field = element('textarea');
    field.value = this.request.text;
    field.maxLength = 20_000;
    field.setAttribute('aria-label', 'Your question, edited');
    const hint = element('p.hint', 'What follows is replaced.');
    hint.setAttribute('role', 'status');
    const cancel = () => {
      this.show();
      this.element.querySelector('.edit').focus();
    };
    const send = () => {
      if (field.value.trim() || this.request.images.length) {
        this.resend(field.value.trim());
      }
    };
    field.addEventListener('keydown', event => {
      if (event.key === 'Escape') {
        event.stopPropagation(); // it does not stop the answer
        cancel();
      } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        send();
      }
    });
    this.element.classList.add('editing');
    this.element.replaceChildren(...this.request.images.length ? [this.pictures()] : [], field,
      hint,
      element('div.actions', button('cancel', 'Cancel', cancel), button('resend', 'Send', send)));
    field.focus();
  }
}
