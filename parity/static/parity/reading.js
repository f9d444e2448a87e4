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
        const answer = await fetch(form.action, { method: "POST", body: said });
        show(await answer.text(), answer.redirected ? answer.url : "");
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

  /* The next page, or the form again with what has to be corrected. Asked for once: what it says stands on it once. */
  function show(text, address) {
    const page = new DOMParser().parseFromString(text, "text/html");
    const main = page.getElementById("main");
    if (address) {
      window.history.pushState(null, "", address);
      window.addEventListener("popstate", () => window.location.reload());
    }
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
