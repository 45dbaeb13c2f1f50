// Makes or uses a passkey when the button is pressed, and sends what the browser answers as an ordinary form. Nothing
// is asked before that, and what went wrong is said in words.
(() => {
  const form = document.querySelector('[data-passkey]');
  if (!form) return;
  const said = form.querySelector('[role="status"]');
  const words = JSON.parse(form.dataset.words);
  const options = JSON.parse(form.dataset.options);
  const { answer } = form.elements;

  const isAble =
    typeof PublicKeyCredential === 'function' &&
    typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function';

  function ask() {
    if (form.dataset.passkey === 'make') {
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
      return navigator.credentials.create({ publicKey });
    }
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
    return navigator.credentials.get({ publicKey });
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    said.textContent = isAble ? words.waiting : words.unable;
    if (!isAble) return;
    try {
      const credential = await ask();
      answer.value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch (error) {
      said.textContent = words[error.name] ?? words.other;
    }
  });
})();
