// The app is some hundred modules: where one does not arrive, none of it starts, and the page stays empty. It is loaded once more
// then, and says so where that fails too. A plain script beside the bundle, because it must not be part of what failed.
(() => {
  const KEY = 'soniquebay.startedAnewAtMs';
  const AGAIN_MS = 60_000;
  const WORDS = {
    en: 'SoniqueBay could not start: a part of it did not arrive. Reload the page to try again.',
    fr: 'SoniqueBay n’a pas pu démarrer\u00a0: une partie n’est pas arrivée. Rechargez la page pour réessayer.',
  };

  function startedAnewJustNow() {
    const lastAtMs = Number(sessionStorage.getItem(KEY) ?? 0);
    sessionStorage.setItem(KEY, String(Date.now()));
    return Date.now() - lastAtMs < AGAIN_MS;
  }

  addEventListener('error', ({ target }) => {
    if (!(target instanceof HTMLScriptElement) || target.type !== 'module') return;
    if (!startedAnewJustNow()) return void location.reload();
    const place = document.getElementById('app');
    if (place) place.textContent = navigator.language.startsWith('fr') ? WORDS.fr : WORDS.en;
  }, true);
})();
