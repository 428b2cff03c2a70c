/**
 * Keeps the end of the conversation in sight while the reader is there. Only the reader lets go, by moving up, however little, and only the
 * reader comes back, by moving to the end or with the button.
 */
export class Follower {
  constructor(scroller, content, jump) {
    this.scroller = scroller;
    this.content = content;
    this.jump = jump;
    this.following = true;
    this.top = 0; // where this class or the reader has left it
    scroller.addEventListener('scroll', () => this.moved());
    new ResizeObserver(() => this.settle()).observe(content);
    new ResizeObserver(() => this.settle()).observe(scroller);
    // what the reader unfolds stays where it is, instead of being pushed up by what appears below it
    content.addEventListener('click', event => {
      if (event.target.closest('summary')) {
        this.hold();
      }
    });
    jump.addEventListener('click', () => this.toEnd());
  }

  moved() {
    const {scrollTop} = this.scroller;
    if (this.atEnd()) {
      this.following = true;
    } else if (scrollTop < this.top) {
      this.following = false;
    }
    this.top = scrollTop;
    this.show();
  }

  atEnd() {
    const {scrollTop, scrollHeight, clientHeight} = this.scroller;
    return scrollHeight - scrollTop - clientHeight < 2; // positions can be fractions
  }

  /** After the content has changed. Its growth is no movement of the reader, nor is the browser's when it shrinks. */
  settle() {
    if (this.following && this.content.childElementCount) {
      this.scroller.scrollTop = this.scroller.scrollHeight;
      this.top = this.scroller.scrollTop;
    }
    this.show();
  }

  hold() {
    this.following = false;
    requestAnimationFrame(() => requestAnimationFrame(() => this.moved()));
  }

  toEnd() {
    this.following = true;
    this.settle();
  }

  show() {
    this.scroller.classList.toggle('following', this.following);
    this.jump.hidden = this.following || this.atEnd();
  }
}
