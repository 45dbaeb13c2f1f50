// Warns before a session ends, and lets whoever is there go on. Without this script nothing appears, and the next
// request explains. What counts is the server's word: another tab may have postponed the end.
(() => {
  const box = document.querySelector('[data-ending]');
  if (!box) return;
  const said = box.querySelector('[role="status"]');
  const panel = box.querySelector('[data-panel]');
  const title = panel.querySelector('h2');
  const stayPart = box.querySelector('[data-stay]');
  const stayForm = stayPart.querySelector('form');
  /** So many seconds before the end it is said. */
  const marks = [120, 60, 30];
  const words = JSON.parse(box.dataset.words);
  let endsAt = 0;
  let canStay = true;
  let timer;
  let shown = null;

  const secondsLeft = () => (endsAt - Date.now()) / 1000;

  function learn(state) {
    endsAt = Date.now() + state.secondsLeft * 1000;
    canStay = state.canStay;
  }

  /** What the server says; null when it cannot be asked. Asking is no activity. */
  async function ask() {
    try {
      const answer = await fetch(box.dataset.ask, { headers: { accept: 'application/json' } });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  function warn(mark) {
    if (shown === mark) return;
    shown = mark;
    said.textContent = canStay ? words[mark] : `${words[mark]} ${words.last}`;
    title.hidden = !canStay;
    stayPart.hidden = !canStay;
    panel.hidden = false;
    document.documentElement.classList.add('cl-is-ending');
  }

  function calm(sentence = '') {
    if (shown === null) return;
    shown = null;
    // The button that had the focus is about to go.
    if (panel.contains(document.activeElement)) {
      document.getElementById('main').focus({ preventScroll: true });
    }
    panel.hidden = true;
    said.textContent = sentence;
    document.documentElement.classList.remove('cl-is-ending');
  }

  async function tick() {
    clearTimeout(timer);
    if (secondsLeft() <= marks[0]) {
      const state = await ask();
      if (state?.secondsLeft === 0) return location.replace(box.dataset.ended);
      if (state) learn(state);
    }
    const left = secondsLeft();
    const mark = marks.findLast((one) => left <= one);
    if (mark === undefined) calm();
    else warn(mark);
    const next = [...marks, 0].find((one) => one < left);
    // Past the end without an answer: the server is asked again until it says so.
    timer = setTimeout(tick, next === undefined ? 15_000 : (left - next) * 1000 + 50);
  }

  async function stay(event) {
    event.preventDefault();
    try {
      const body = new URLSearchParams(new FormData(stayForm));
      const headers = { accept: 'application/json' };
      const answer = await fetch(stayForm.action, { method: 'POST', body, headers });
      learn(await answer.json());
    } catch {
      return stayForm.submit();
    }
    calm(words.stayed);
    return tick();
  }

  stayForm.addEventListener('submit', stay);
  document.addEventListener('visibilitychange', () => !document.hidden && tick());
  window.addEventListener('pageshow', ({ persisted }) => persisted && tick());
  learn({ secondsLeft: Number(box.dataset.left), canStay: box.dataset.canStay === 'true' });
  tick();
})();
