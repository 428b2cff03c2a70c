import {element} from './dom.js';

const MAX_SIDE = 1568;
const MAX_UNCHANGED_BYTES = 1_000_000;

/** The images to send with the next question. */
export class Images {
  constructor(container, max, changed) {
    this.container = container;
    this.max = max;
    this.changed = changed;
    this.urls = [];
  }

  /** Adds files. Returns what is wrong with them, or an empty string. */
  async add(files) {
    for (const file of files) {
      if (this.urls.length >= this.max) {
        return `A question can have at most ${this.max} images.`;
      }
      try {
        this.urls.push(await dataUrl(file));
      } catch {
        return `${file.name || 'This file'} is not a readable image.`;
      }
      this.show();
    }
    return '';
  }

  /** Removes and returns the images, as data URLs. */
  take() {
    const taken = this.urls;
    this.urls = [];
    this.show();
    return taken;
  }

  show() {
    this.container.replaceChildren(...this.urls.map((url, index) => {
      const remove = element('button', '×');
      remove.type = 'button';
      remove.setAttribute('aria-label', `Remove image ${index + 1}`);
      remove.addEventListener('click', () => {
        this.urls.splice(index, 1);
        this.show();
      });
      return element('span.thumbnail', picture(url, `Image ${index + 1}`), remove);
    }));
    this.changed();
  }
}

export function picture(url, alt) {
  const made = element('img');
  made.src = url;
  made.alt = alt;
  return made;
}

/** A small file unchanged, a large one (a phone photo has 10 MB) scaled down to a JPEG, which is enough for models. */
async function dataUrl(file) {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, MAX_SIDE / Math.max(bitmap.width, bitmap.height));
  if (scale === 1 && file.size <= MAX_UNCHANGED_BYTES) {
    return read(file);
  }
  const canvas = element('canvas');
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return read(await new Promise(resolve => canvas.toBlob(resolve, 'image/jpeg', 0.85)));
}

function read(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
