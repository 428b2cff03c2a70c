import {call, read} from './api.js';
import {button, element, iconButton} from './dom.js';

const NARROW = matchMedia('(max-width: 56rem)'); // as in side.css
const DAY = 24 * 60 * 60 * 1000;

/** The list of conversations at the side. On narrow screens it is a drawer above the page. */
export class Side {
  constructor({open, deleted, say}) {
    this.open = open;
    this.deleted = deleted;
    this.say = say;
    this.side = document.getElementById('side');
    this.list = document.getElementById('conversations');
    this.menu = document.getElementById('menu');
    this.current = null;
    this.shown = ''; // what the list was made of
    this.editing = null; // the field with a title that is being written
    this.menu.addEventListener('click', () => this.toggle(!this.isOpen()));
    for (const id of ['close-side', 'backdrop']) {
      document.getElementById(id).addEventListener('click', () => this.toggle(false));
    }
    this.side.addEventListener('keydown', event => {
      if (event.key === 'Escape' && NARROW.matches) {
        event.stopPropagation();
        this.toggle(false);
      }
    });
    NARROW.addEventListener('change', () => this.toggle(!NARROW.matches, false));
    this.toggle(!NARROW.matches, false);
  }

  isOpen() {
    return !this.side.hidden;
  }

  /** Opens or closes the list. What lies below an open drawer cannot be reached. */
  toggle(open, moveFocus = true) {
    const drawer = open && NARROW.matches;
    this.side.hidden = !open;
    document.getElementById('backdrop').hidden = !drawer;
    document.getElementById('frame').inert = drawer;
    this.menu.setAttribute('aria-expanded', String(open));
    this.menu.title = open ? 'Hide the conversations' : 'Show the conversations';
    this.menu.setAttribute('aria-label', this.menu.title);
    if (moveFocus) {
      (drawer ? document.getElementById('close-side') : this.menu).focus();
    }
  }

  /** Closes the drawer after a choice in it. */
  settle() {
    if (NARROW.matches && this.isOpen()) {
      this.toggle(false, false);
    }
  }

  /** Marks the open conversation. */
  mark(current) {
    this.current = current;
    this.list.querySelectorAll('button.open').forEach(one => {
      if (one.dataset.id === current) {
        one.setAttribute('aria-current', 'page');
      } else {
        one.removeAttribute('aria-current');
      }
    });
  }

  async refresh() {
    let kept;
    try {
      kept = await read('conversations');
    } catch {
      return; // what is shown is better than nothing
    }
    if (this.editing?.isConnected) {
      return; // it would be gone; closing it refreshes the list
    }
    const groups = Map.groupBy ? Map.groupBy(kept, age) : new Map([['', kept]]);
    const shown = JSON.stringify([...groups].map(([name, ones]) => [name, ones.map(({id, title}) => [id, title])]));
    if (shown === this.shown) {
      this.mark(this.current); // a button that is replaced while it is pressed is not clicked
      return;
    }
    this.shown = shown;
    this.list.replaceChildren(...[...groups].map(([name, ones]) =>
      element('li', element('h2', name), element('ul', ...ones.map(one => this.item(one))))));
    document.getElementById('no-conversations').hidden = kept.length > 0;
    this.mark(this.current);
  }

  item({id, title}) {
    const opening = button('open', title, () => this.open(id));
    opening.dataset.id = id;
    opening.title = title;
    const item = element('li.entry', opening, element('div.tools',
      iconButton('rename', `Rename “${title}”`, 'edit', () => this.rename(item, id, title)),
      iconButton('delete', `Delete “${title}”`, 'bin', () => this.confirm(item, id, title))));
    return item;
  }

  rename(item, id, title) {
    const field = element('input');
    this.editing = field;
    field.value = title;
    field.maxLength = 100;
    field.setAttribute('aria-label', 'Title of the conversation');
    let open = true;
    const close = async renamed => {
      if (open) {
        open = false;
        const words = field.value.trim();
        if (renamed && words && words !== title) {
          await call('PATCH', `conversations/${id}`, {title: words}).catch(() => this.say('The title was not changed.'));
        }
        if (this.editing === field) {
          this.editing = null;
        }
        await this.refresh();
        this.focus(id, '.rename');
      }
    };
    field.addEventListener('keydown', event => {
      if (event.key === 'Enter' || event.key === 'Escape') {
        event.preventDefault();
        event.stopPropagation();
        close(event.key === 'Enter');
      }
    });
    field.addEventListener('blur', () => close(true));
    this.shown = '';
    item.replaceChildren(field);
    field.select();
  }

  confirm(item, id, title) {
    const keep = async () => {
      await this.refresh();
      this.focus(id, '.delete');
    };
    const asked = element('div.confirm', element('p', `Delete “${title}”?`), element('div.actions',
      button('cancel', 'Keep', keep),
      button('danger', 'Delete', async () => {
        try {
          await call('DELETE', `conversations/${id}`);
        } catch {
          this.say('The conversation was not deleted.');
          return;
        }
        this.say('Deleted.');
        this.deleted(id);
        await this.refresh();
      })));
    asked.addEventListener('keydown', event => {
      if (event.key === 'Escape') {
        event.stopPropagation();
        keep();
      }
    });
    this.shown = '';
    item.replaceChildren(asked);
    asked.querySelector('.cancel').focus();
  }

  focus(id, selector) {
    this.list.querySelector(`[data-id="${id}"]`)?.closest('li').querySelector(selector)?.focus();
  }
}

function age({usedAt}) {
  const midnight = new Date().setHours(0, 0, 0, 0);
  const used = Date.parse(usedAt);
  return used >= midnight ? 'Today' : used >= midnight - DAY ? 'Yesterday' : 'Earlier';
}
