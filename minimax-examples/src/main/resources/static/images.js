import {element} from './markdown.js';

const LONGEST_SIDE = 1568;
const SMALL_ENOUGH = 1_000_000;

/** The images that go with the next question. */
export class Images {
  constructor(place, most, changed) {
    this.place = place;
    this.most = most;
    this.changed = changed;
    this.urls = [];
  }

  /** Adds files; returns what is wrong with them, or nothing. */
  async add(files) {
    for (const file of files) {
      if (this.urls.length >= this.most) {
        return `At most ${this.most} images go with a question.`;
      }
      try {
        this.urls.push(await dataUrl(file));
      } catch {
        return `${file.name || 'This'} is no image that can be read.`;
      }
      this.show();
    }
    return '';
  }

  /** The images as data URLs; afterwards there are none. */
  take() {
    const taken = this.urls;
    this.urls = [];
    this.show();
    return taken;
  }

  show() {
    this.place.replaceChildren(...this.urls.map((url, index) => {
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

/** A small file as it is, a big one (a photo of today's phones has 10 MB) as a JPEG that models see just as well. */
async function dataUrl(file) {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  if (scale === 1 && file.size <= SMALL_ENOUGH) {
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
