/* before the first drawing, or a dark page would flash in white */
(() => {
  const KEY = 'travel-desk.theme';

  window.theme = {
    get() {
      try {
        return localStorage.getItem(KEY) ?? 'system';
      } catch {
        return 'system'; // the browser keeps nothing
      }
    },

    set(theme) {
      document.documentElement.dataset.theme = theme;
      try {
        localStorage.setItem(KEY, theme);
      } catch {
        // for this visit only
      }
    },
  };

  document.documentElement.dataset.theme = window.theme.get();
})();
