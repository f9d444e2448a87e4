/* While a list is read the page says how far it is. Without scripts the browser waits for the answer as for any page. */
(function () {
  "use strict";

  const EVERY = 1500;

  async function watch(address, status) {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) {
      return null;
    }
    const told = await answer.json();
    if (told.sentence && told.sentence !== status.textContent) {
      status.textContent = told.sentence;
    }
    return told.reading;
  }

  function sends(form) {
    const status = form.querySelector("[data-progress]");

    form.addEventListener("submit", async (event) => {
      if (event.submitter && event.submitter.hasAttribute("formaction")) {
        return;
      }
      event.preventDefault();
      const said = new FormData(form);
      for (const button of form.querySelectorAll("button")) {
        button.disabled = true;
      }
      status.textContent = status.dataset.progress;
      const asking = window.setInterval(() => watch(form.dataset.reads, status).catch(() => null), EVERY);
      try {
        const answer = await fetch(form.action, { method: "POST", body: said, headers: { "HX-Request": "true" } });
        const next = answer.headers.get("HX-Redirect");
        if (next) {
          window.location.assign(next);
        } else {
          show(await answer.text());
        }
      } catch (_error) {
        status.textContent = status.dataset.lost;
        for (const button of form.querySelectorAll("button")) {
          button.disabled = false;
        }
      } finally {
        window.clearInterval(asking);
      }
    });
  }

  /* The form again, with what has to be corrected; the next page is gone to by its address. */
  function show(text) {
    const page = new DOMParser().parseFromString(text, "text/html");
    const main = page.getElementById("main");
    document.title = page.title;
    document.getElementById("main").replaceWith(main);
    window.scrollTo(0, 0);
    main.querySelectorAll("form[data-reads]").forEach(sends);
    const summary = main.querySelector("[role=alert]") || main;
    summary.setAttribute("tabindex", "-1");
    summary.focus();
  }

  document.querySelectorAll("form[data-reads]").forEach(sends);
})();
