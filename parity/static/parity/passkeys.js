// Security keys and passkeys: a form with data-passkey asks the browser for a credential and is sent with it.
"use strict";

const asked = document.getElementById("passkey-data");

async function optionsFor(form) {
  if (form.dataset.passkey !== "sign-in") return JSON.parse(asked.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  return answer.json();
}

async function credentialFor(form) {
  const options = await optionsFor(form);
  if (form.dataset.passkey !== "add") return window.webauthnJSON.get(options.request_options);
  const creation = options.creation_options;
  const alone = form.querySelector("[name=passwordless]");
  const selection = creation.publicKey.authenticatorSelection;
  if (alone) {
    selection.residentKey = alone.checked ? "required" : "discouraged";
    selection.requireResidentKey = alone.checked;
    if (alone.checked) selection.userVerification = "required";
  }
  return window.webauthnJSON.create(creation);
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const said = form.querySelector("[role=status]");
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      form.elements.credential.value = JSON.stringify(await credentialFor(form));
      form.submit();
    } catch {
      said.textContent = said.dataset.failed;
    }
  });
}
